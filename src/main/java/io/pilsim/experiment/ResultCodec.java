package io.pilsim.experiment;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.json.JsonNode;
import io.pilsim.formats.json.JsonObject;
import java.util.List;

/**
 * Result records as JSON and back: {@code pilsim-result/1}. The same record is always the same
 * bytes.
 */
public final class ResultCodec {
  private ResultCodec() {}

  public static String write(ResultRecord result) {
    return ResultWriter.text(result);
  }

  /** Several scenarios: an array. */
  public static String write(List<ResultRecord> results) {
    return results.size() == 1 ? write(results.get(0)) : ResultWriter.text(results);
  }

  public static ResultRecord read(String file, byte[] bytes) throws FormatException {
    return new ResultReader(file).read(JsonNode.parse(file, bytes));
  }

  /** Of a document that holds more than the record. */
  public static ResultRecord read(JsonFields fields, JsonObject document) throws FormatException {
    return new ResultReader(fields).read(document);
  }
}
