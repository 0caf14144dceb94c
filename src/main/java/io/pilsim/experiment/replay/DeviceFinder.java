package io.pilsim.experiment.replay;

import io.pilsim.formats.ftrace.TraceEvent;
import io.pilsim.formats.ftrace.TraceLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whose mappings those of a trace are, which does not say it: of the device that the task has
 * attached last; else of the one that had the range before; else of the only one; else of one that
 * is named after the task. And which of its attachments are to a domain of its own: those that
 * mappings follow.
 */
final class DeviceFinder {
  static final int NONE = -1;

  private final List<TraceLine> lines;
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> numbers = new TreeMap<>();
  private final Map<Integer, Integer> ofTask = new TreeMap<>();
  private final Map<Long, Integer> ofRange = new TreeMap<>();
  private final int[] devices;
  private final BitSet ownDomain = new BitSet();

  DeviceFinder(List<TraceLine> lines) {
    this.lines = lines;
    this.devices = new int[lines.size()];
    Arrays.fill(devices, NONE);
    for (TraceLine line : lines) {
      if (line.event() instanceof TraceEvent.Attach attach) {
        number(attach.device());
      }
    }
    for (int i = 0; i < devices.length; i++) {
      devices[i] = find(lines.get(i));
    }
    findOwnDomains();
  }

  private int number(String name) {
    Integer known = numbers.putIfAbsent(name, names.size());
    if (known == null) {
      names.add(name);
      return names.size() - 1;
    }
    return known;
  }

  private int find(TraceLine line) {
    if (line.event() instanceof TraceEvent.Attach attach) {
      int device = number(attach.device());
      ofTask.put(line.pid(), device);
      return device;
    }
    if (line.event() instanceof TraceEvent.Map map) {
      int device = of(line, map.iova());
      ofRange.put(map.iova(), device);
      return device;
    }
    return line.event() instanceof TraceEvent.Unmap unmap ? of(line, unmap.iova()) : NONE;
  }

  private int of(TraceLine line, long iova) {
    Integer device = ofTask.get(line.pid());
    if (device == null) {
      device = ofRange.get(iova);
    }
    if (device == null) {
      boolean only = names.size() == 1;
      device = only ? 0 : number(line.task() + "-" + line.pid());
      ofTask.put(line.pid(), device);
    }
    return device;
  }

  private void findOwnDomains() {
    BitSet maps = new BitSet();
    for (int i = devices.length - 1; i >= 0; i--) {
      if (lines.get(i).event() instanceof TraceEvent.Map) {
        maps.set(devices[i]);
      } else if (lines.get(i).event() instanceof TraceEvent.Attach) {
        ownDomain.set(i, maps.get(devices[i]));
        maps.clear(devices[i]);
      }
    }
  }

  List<String> names() {
    return names;
  }

  /** Of a line about a mapping or an attachment. */
  int device(int line) {
    return devices[line];
  }

  /** Whether the attachment in that line is to a domain that is the device's own. */
  boolean isOwnDomain(int line) {
    return ownDomain.get(line);
  }
}
