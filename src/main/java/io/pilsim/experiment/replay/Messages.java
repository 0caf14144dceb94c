package io.pilsim.experiment.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the kernel prints of remote processors.
 *
 * <p>Source: Linux 6.18, drivers/remoteproc/remoteproc_core.c.
 */
final class Messages {
  private static final String UP = "remote processor ";
  private static final String IS_UP = " is now up";
  private static final String POWERING = "powering up ";
  private static final List<String> TROUBLES =
      List.of("crash detected in ", "can't start rproc ", "Boot failed", "SHM Bridge failed");

  private final Map<String, Long> powered = new TreeMap<>();
  private final List<ProcessorBoot> boots = new ArrayList<>();
  private long troubles;

  void take(String text, long atNs) {
    int powering = text.indexOf(POWERING);
    int up = text.indexOf(UP);
    if (powering >= 0) {
      powered.put(word(text.substring(powering + POWERING.length())), atNs);
    } else if (up >= 0 && text.endsWith(IS_UP)) {
      String name = word(text.substring(up + UP.length()));
      Long from = powered.remove(name);
      if (from != null) {
        boots.add(new ProcessorBoot(name, from, atNs));
      }
    } else if (TROUBLES.stream().anyMatch(text::contains)) {
      troubles++;
    }
  }

  private static String word(String text) {
    int end = text.indexOf(' ');
    return end < 0 ? text : text.substring(0, end);
  }

  List<ProcessorBoot> boots() {
    return List.copyOf(boots);
  }

  /** Crashes and failures. */
  long troubles() {
    return troubles;
  }
}
