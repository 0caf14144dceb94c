package io.pilsim.report.timeline;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.json.JsonArray;
import io.pilsim.formats.json.JsonNode;
import io.pilsim.formats.json.JsonNumber;
import io.pilsim.formats.json.JsonObject;
import io.pilsim.formats.json.JsonText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a timeline file says, in one form for all formats. */
final class ShownEvents {
  private ShownEvents() {}

  /** {@code kind|nanoseconds|process/track|name#flow}. */
  static List<String> ofPerfetto(byte[] file) {
    Map<Long, String> tracks = new HashMap<>();
    Map<Long, String> names = new HashMap<>();
    List<String> events = new ArrayList<>();
    for (ProtoFields packet : ProtoFields.of(file).messages(1)) {
      for (ProtoFields track : packet.messages(60)) {
        String name =
            track.has(3)
                ? track.messages(3).get(0).text(6)
                : title(tracks.get(track.number(5)), track.text(2));
        tracks.put(track.number(1), name);
      }
      for (ProtoFields interned : packet.messages(12)) {
        interned.messages(2).forEach(name -> names.put(name.number(1), name.text(2)));
      }
      for (ProtoFields event : packet.messages(11)) {
        String what =
            switch ((int) event.number(9)) {
              case 1 -> "begin";
              case 2 -> "end";
              case 3 -> "instant";
              default -> "counter";
            };
        String name =
            event.has(10) ? names.get(event.number(10)) : event.has(23) ? event.text(23) : "";
        String value = event.has(30) ? String.valueOf(event.number(30)) : "";
        String flow = event.has(47) ? "#" + Long.toHexString(event.number(47)) : "";
        events.add(line(what, packet.number(8), tracks.get(event.number(11)), name + value + flow));
      }
    }
    return events;
  }

  static List<String> ofChrome(byte[] file) throws FormatException {
    Map<String, String> processes = new HashMap<>();
    Map<String, String> tracks = new HashMap<>();
    List<String> events = new ArrayList<>();
    JsonObject all = (JsonObject) JsonNode.parse("timeline.json", file);
    for (JsonNode node : ((JsonArray) all.members().get("traceEvents")).items()) {
      Map<String, JsonNode> event = ((JsonObject) node).members();
      String process = word(event, "pid");
      String key = process + ":" + word(event, "tid");
      switch (word(event, "ph")) {
        case "M" -> {
          Map<String, JsonNode> args = ((JsonObject) event.get("args")).members();
          if (word(event, "name").equals("process_name")) {
            processes.put(process, word(args, "name"));
          } else if (word(event, "name").equals("thread_name")) {
            tracks.put(key, processes.get(process) + "/" + word(args, "name"));
          }
        }
        case "B" -> {
          String flow = word(event, "bind_id").replace("0x", "#");
          events.add(line("begin", time(event), tracks.get(key), word(event, "name") + flow));
        }
        case "E" -> events.add(line("end", time(event), tracks.get(key), ""));
        case "i" -> events.add(line("instant", time(event), tracks.get(key), word(event, "name")));
        case "C" -> {
          String value = word(((JsonObject) event.get("args")).members(), "value");
          String track = processes.get(process) + "/" + word(event, "name");
          events.add(line("counter", time(event), track, value));
        }
        default -> throw new AssertionError(event);
      }
    }
    return events;
  }

  private static String line(String what, long atNs, String track, String name) {
    return String.join("|", what, String.valueOf(atNs), track, name);
  }

  private static long time(Map<String, JsonNode> event) {
    BigDecimal microseconds = new BigDecimal(word(event, "ts"));
    return microseconds.movePointRight(3).setScale(0, RoundingMode.FLOOR).longValueExact();
  }

  private static String word(Map<String, JsonNode> event, String member) {
    JsonNode node = Optional.ofNullable(event.get(member)).orElse(new JsonText(0, 0, ""));
    return node instanceof JsonNumber number ? number.text() : ((JsonText) node).value();
  }

  /** As the Chrome writer names a track, which knows of no groups. */
  private static String title(String parent, String name) {
    int slash = parent.indexOf('/');
    if (slash < 0) {
      return parent + "/" + name;
    }
    String group = parent.substring(slash + 1);
    String shown = name.startsWith(group) ? name : group + " " + name;
    return parent.substring(0, slash) + "/" + shown;
  }
}
