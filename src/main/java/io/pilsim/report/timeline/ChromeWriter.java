package io.pilsim.report.timeline;

import io.pilsim.formats.json.JsonNumber;
import io.pilsim.formats.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Chrome's trace events as JSON: a variant is a process, a track a thread, a counter belongs to the
 * process. Times are microseconds with six decimals, and so exact.
 *
 * <p>Source: "Trace Event Format", Google, 2016: duration events, flow events by bind_id, metadata.
 */
final class ChromeWriter implements TimelineWriter {
  private static final int DECIMALS = 6;

  private final Writer out;
  private final JsonWriter json;

  ChromeWriter(OutputStream out) {
    this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    this.json = new JsonWriter(this.out);
    json.beginObject().name("displayTimeUnit").value("ns").name("traceEvents").beginArray();
  }

  @Override
  public void process(int number, String name) {
    json.inRow().beginObject().name("ph").value("M").name("pid").value(number);
    json.name("name").value("process_name");
    json.name("args").beginObject().name("name").value(name).endObject().endObject();
  }

  @Override
  public void track(Track track) {
    if (track.unit().isEmpty()) {
      metadata(track, "thread_name").name("name").value(title(track)).endObject().endObject();
      metadata(track, "thread_sort_index")
          .name("sort_index")
          .value(track.number())
          .endObject()
          .endObject();
    }
  }

  private JsonWriter metadata(Track track, String name) {
    json.inRow().beginObject().name("ph").value("M").name("pid").value(track.process());
    json.name("tid").value(track.number()).name("name").value(name);
    return json.name("args").beginObject();
  }

  @Override
  public void begin(Track track, String name, long atPs, long flow, boolean isFirst) {
    event("B", track, atPs).name("name").value(name).name("cat").value(track.group());
    if (flow != 0) {
      json.name("bind_id").value("0x" + Long.toHexString(flow));
      if (!isFirst) {
        json.name("flow_in").value(true);
      }
      json.name("flow_out").value(true);
    }
    json.endObject();
  }

  @Override
  public void end(Track track, long atPs) {
    event("E", track, atPs).endObject();
  }

  @Override
  public void instant(Track track, String name, long atPs) {
    event("i", track, atPs).name("name").value(name).name("s").value("t").endObject();
  }

  @Override
  public void counter(Track track, long atPs, long value) {
    event("C", track, atPs).name("name").value(title(track));
    json.name("args").beginObject().name("value").value(value).endObject().endObject();
  }

  @Override
  public void close() throws IOException {
    json.endArray().endObject();
    json.close();
    out.close();
  }

  private static String title(Track track) {
    boolean says = track.name().startsWith(track.group());
    return says ? track.name() : track.group() + " " + track.name();
  }

  private JsonWriter event(String phase, Track track, long atPs) {
    json.inRow().beginObject().name("ph").value(phase).name("pid").value(track.process());
    json.name("tid").value(track.number());
    String microseconds = BigDecimal.valueOf(atPs, DECIMALS).toPlainString();
    return json.name("ts").value(new JsonNumber(0, 0, microseconds));
  }
}
