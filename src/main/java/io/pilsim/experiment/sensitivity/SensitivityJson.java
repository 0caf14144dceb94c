package io.pilsim.experiment.sensitivity;

import io.pilsim.experiment.sensitivity.Sensitivity.End;
import io.pilsim.experiment.sensitivity.Sensitivity.Swing;
import io.pilsim.formats.json.JsonWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.OptionalDouble;

/** A sensitivity study as JSON: {@code pilsim-sensitivity/1}. */
public final class SensitivityJson {
  private SensitivityJson() {}

  /**
   * @param command that repeats it
   */
  public static String write(Sensitivity study, String command) {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      json.beginObject()
          .member("format", "pilsim-sensitivity/1")
          .member("scenario", study.scenario())
          .member("command", command)
          .member("metric", study.metric())
          .member("unit", study.unit())
          .member("better", study.lessIsBetter() ? "lower" : "higher");
      json.name("base").inRow();
      means(json, study.variants(), study.base());
      json.name("best");
      study.best().ifPresentOrElse(json::value, json::nothing);
      json.member("flips", study.flips()).name("leaves").beginArray();
      for (Swing swing : study.leaves()) {
        json.inRow()
            .beginObject()
            .member("path", swing.leaf())
            .member("value", swing.value())
            .member("swing", swing.share());
        json.name("ends").beginArray();
        swing.ends().forEach(end -> write(json, study, end));
        json.endArray().endObject();
      }
      json.endArray().endObject();
    }
    return out.toString();
  }

  private static void write(JsonWriter json, Sensitivity study, End end) {
    json.beginObject().member("value", end.value()).name("means");
    means(json, study.variants(), end.means());
    json.name("flips_to");
    end.flip().ifPresentOrElse(json::value, json::nothing);
    json.endObject();
  }

  private static void means(JsonWriter json, List<String> variants, List<OptionalDouble> means) {
    json.beginObject();
    for (int i = 0; i < variants.size(); i++) {
      json.name(variants.get(i));
      means.get(i).ifPresentOrElse(json::value, json::nothing);
    }
    json.endObject();
  }
}
