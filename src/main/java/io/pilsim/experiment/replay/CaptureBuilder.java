package io.pilsim.experiment.replay;

import io.pilsim.flow.TraceStep;
import io.pilsim.flow.TraceStep.Kind;
import io.pilsim.flow.TraceTask;
import io.pilsim.formats.ftrace.TraceEvent;
import io.pilsim.formats.ftrace.TraceLine;
import io.pilsim.platform.ReplayBench;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rebuilds from the lines of a trace what each task did. */
public final class CaptureBuilder {
  private static final long PS_PER_NS = 1_000;
  private static final long PAGE = 4096;

  private static final class Task {
    private final String name;
    private final int cpu;
    private final List<TraceStep> steps = new ArrayList<>();

    Task(String name, int cpu) {
      this.name = name;
      this.cpu = cpu;
    }
  }

  private final List<TraceLine> lines;
  private final int inputBits;
  private final DeviceFinder finder;
  private final Map<Integer, Task> tasks = new TreeMap<>();
  private final List<LiveMappings> live = new ArrayList<>();
  private final boolean[] open;
  private final boolean[] openAtStart;
  private final List<RecordedMapping> mappings = new ArrayList<>();
  private final FirmwareCalls calls = new FirmwareCalls();
  private final Messages messages = new Messages();
  private long faults;
  private long unknownUnmaps;
  private long impliedUnmaps;
  private long emptyUnmaps;
  private long outOfReach;

  private CaptureBuilder(List<TraceLine> lines, int inputBits) {
    this.lines = lines;
    this.inputBits = inputBits;
    this.finder = new DeviceFinder(lines);
    int devices = finder.names().size();
    this.open = new boolean[devices];
    this.openAtStart = new boolean[devices];
    for (int i = 0; i < devices; i++) {
      live.add(new LiveMappings());
    }
  }

  /**
   * @param lines in the order of time
   * @param inputBits of an address that the platform can map
   */
  public static Capture build(List<TraceLine> lines, int inputBits) {
    CaptureBuilder builder = new CaptureBuilder(lines, inputBits);
    for (int i = 0; i < lines.size(); i++) {
      builder.take(i, lines.get(i));
    }
    return builder.captured();
  }

  private Capture captured() {
    live.forEach(each -> mappings.addAll(each.takeAll()));
    List<ReplayBench.Device> devices = new ArrayList<>();
    for (int i = 0; i < open.length; i++) {
      devices.add(new ReplayBench.Device(finder.names().get(i), openAtStart[i]));
    }
    List<TraceTask> all = new ArrayList<>();
    tasks.values().forEach(task -> all.add(new TraceTask(task.name, task.cpu, task.steps)));
    return new Capture(
        devices,
        all,
        mappings,
        calls.calls(),
        messages.boots(),
        messages.troubles(),
        faults,
        lines.get(lines.size() - 1).atNs() - lines.get(0).atNs(),
        new Gaps(
            calls.withoutEnd(),
            calls.withoutBegin(),
            unknownUnmaps,
            impliedUnmaps,
            emptyUnmaps,
            outOfReach));
  }

  private void take(int index, TraceLine line) {
    if (line.event() instanceof TraceEvent.Map map) {
      map(finder.device(index), line, map);
    } else if (line.event() instanceof TraceEvent.Unmap unmap) {
      unmap(finder.device(index), line, unmap);
    } else if (line.event() instanceof TraceEvent.Attach) {
      attach(finder.device(index), line, finder.isOwnDomain(index));
    } else if (line.event() instanceof TraceEvent.Message message) {
      messages.take(message.text(), line.atNs());
    } else if (line.event() instanceof TraceEvent.PageFault) {
      faults++;
    } else {
      calls.take(line).ifPresent(call -> firmware(line, call));
    }
  }

  private void map(int device, TraceLine line, TraceEvent.Map map) {
    if (!fits(map.iova(), map.bytes()) || map.physical() % PAGE != 0) {
      outOfReach++;
      return;
    }
    useDomain(device);
    for (RecordedMapping old : live.get(device).over(map.iova(), map.bytes())) {
      impliedUnmaps++;
      close(device, old, line);
      add(line, Kind.UNMAP, device, old.iova(), 0, old.bytes());
    }
    live.get(device)
        .add(
            new RecordedMapping(
                device,
                map.iova(),
                map.physical(),
                map.bytes(),
                line.atNs(),
                RecordedMapping.NEVER));
    add(line, Kind.MAP, device, map.iova(), map.physical(), map.bytes());
  }

  private boolean fits(long iova, long bytes) {
    long last = 1L << inputBits;
    return bytes > 0
        && bytes <= last
        && iova >= 0
        && iova <= last - bytes
        && (iova | bytes) % PAGE == 0;
  }

  private void unmap(int device, TraceLine line, TraceEvent.Unmap unmap) {
    if (unmap.unmapped() == 0) {
      emptyUnmaps++;
    } else if (!fits(unmap.iova(), unmap.unmapped())) {
      outOfReach++;
    } else if (!live.get(device).isWhole(unmap.iova(), unmap.unmapped())) {
      unknownUnmaps++;
    } else {
      for (RecordedMapping old : live.get(device).over(unmap.iova(), unmap.unmapped())) {
        close(device, old, line);
      }
      add(line, Kind.UNMAP, device, unmap.iova(), 0, unmap.unmapped());
    }
  }

  private void close(int device, RecordedMapping old, TraceLine line) {
    live.get(device).remove(old);
    mappings.add(old.until(line.atNs()));
  }

  /** A domain that the trace has not seen begin was there from the start. */
  private void useDomain(int device) {
    if (!open[device]) {
      open[device] = true;
      openAtStart[device] = true;
    }
  }

  private void attach(int device, TraceLine line, boolean own) {
    if (open[device]) {
      mappings.addAll(live.get(device).takeAll());
      add(line, Kind.DETACH, device, 0, 0, 0);
    }
    open[device] = own;
    if (own) {
      add(line, Kind.ATTACH, device, 0, 0, 0);
    }
  }

  private void firmware(TraceLine line, FirmwareCall call) {
    long heldPs = call.tookNs() * PS_PER_NS;
    task(line)
        .steps
        .add(new TraceStep(Kind.FIRMWARE, 0, 0, 0, 0, sincePs(call.fromNs()), 0, heldPs));
  }

  private void add(TraceLine line, Kind kind, int device, long iova, long physical, long bytes) {
    task(line)
        .steps
        .add(new TraceStep(kind, device, iova, physical, bytes, sincePs(line.atNs()), 0, 0));
  }

  private Task task(TraceLine line) {
    return tasks.computeIfAbsent(
        line.pid(), pid -> new Task(line.task() + "-" + line.pid(), line.cpu()));
  }

  private long sincePs(long atNs) {
    return Math.multiplyExact(atNs - lines.get(0).atNs(), PS_PER_NS);
  }
}
