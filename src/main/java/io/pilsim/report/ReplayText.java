package io.pilsim.report;

import io.pilsim.experiment.replay.Capture;
import io.pilsim.experiment.replay.FirmwareCall;
import io.pilsim.experiment.replay.Gaps;
import io.pilsim.experiment.replay.HostCase;
import io.pilsim.experiment.replay.ProcessorBoot;
import io.pilsim.experiment.replay.RecordedMapping;
import io.pilsim.experiment.replay.ReplayCase;
import io.pilsim.experiment.replay.ReplayResult;
import io.pilsim.formats.ftrace.CapturedTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What a trace was, and what it comes to otherwise. */
public final class ReplayText {
  private static final int WIDTH = 80;
  private static final double PS_PER_NS = 1e3;

  private final ReplayResult result;
  private final Capture capture;
  private final StringBuilder text = new StringBuilder();

  private ReplayText(ReplayResult result) {
    this.result = result;
    this.capture = result.capture();
  }

  public static String of(ReplayResult result) {
    ReplayText written = new ReplayText(result);
    written.head();
    written.mappings();
    written.calls();
    written.cases();
    written.hosts();
    written.doubts();
    return written.text.toString();
  }

  private void head() {
    CapturedTrace trace = result.trace();
    line(
        "%s: %d lines, %d events that matter, %s",
        trace.file(), trace.linesRead(), trace.lines().size(), time(capture.tookNs()));
    line("");
    line("what it was");
    capture.devices().forEach(device -> line("  device %s", device.name()));
    capture
        .tasks()
        .forEach(
            task ->
                line(
                    "  task %s on cpu %d: %d steps", task.name(), task.cpu(), task.steps().size()));
    for (ProcessorBoot boot : capture.boots()) {
      line("  boot of %s: %s", boot.processor(), time(boot.tookNs()));
    }
    if (capture.troubles() > 0) {
      line("  crashes and failures printed: %d", capture.troubles());
    }
    if (capture.faults() > 0) {
      line("  accesses that the SMMU refused: %d", capture.faults());
    }
  }

  private void mappings() {
    List<RecordedMapping> all = capture.mappings();
    if (all.isEmpty()) {
      return;
    }
    long bytes = all.stream().mapToLong(RecordedMapping::bytes).sum();
    long[] lifetimes =
        all.stream()
            .filter(RecordedMapping::isUnmapped)
            .mapToLong(RecordedMapping::lifetimeNs)
            .sorted()
            .toArray();
    line("");
    line(
        "mappings  %d, of %s in all; %d unmapped again", all.size(), size(bytes), lifetimes.length);
    line("  sizes       %s", histogram(all, mapping -> Long.highestOneBit(mapping.bytes())));
    line("  alignments  %s", histogram(all, RecordedMapping::alignment));
    if (lifetimes.length > 0) {
      line("  lifetimes   %s", spread(lifetimes));
    }
  }

  /** Each power of two with how often it occurs. */
  private static String histogram(List<RecordedMapping> all, ToLongFunction<RecordedMapping> of) {
    Map<Long, Integer> counts = new TreeMap<>();
    all.forEach(mapping -> counts.merge(of.applyAsLong(mapping), 1, Integer::sum));
    List<String> parts = new ArrayList<>();
    counts.forEach((power, count) -> parts.add(size(power) + " x" + count));
    return String.join(", ", parts);
  }

  private static String spread(long[] sorted) {
    return "least "
        + time(sorted[0])
        + ", median "
        + time(sorted[sorted.length / 2])
        + ", most "
        + time(sorted[sorted.length - 1]);
  }

  private void calls() {
    if (capture.calls().isEmpty()) {
      return;
    }
    Map<String, List<FirmwareCall>> byFunction = new TreeMap<>();
    for (FirmwareCall call : capture.calls()) {
      byFunction.computeIfAbsent(function(call), any -> new ArrayList<>()).add(call);
    }
    TextTable table = new TextTable(List.of("calls", "SMCs", "failed", "least", "median", "most"));
    byFunction.forEach((function, calls) -> table.row("  " + function, row(calls)));
    line("");
    line("firmware calls (service.command)");
    text.append(table.text(WIDTH));
  }

  private static String function(FirmwareCall call) {
    String known =
        switch ((call.service() << Byte.SIZE) | call.command()) {
          case 0x201 -> " init image";
          case 0x202 -> " mem setup";
          case 0x205 -> " auth and reset";
          case 0x206 -> " shutdown";
          case 0x221 -> " resource table";
          case 0xc1e -> " bridge create";
          case 0xc1d -> " bridge delete";
          default -> "";
        };
    return String.format(Locale.ROOT, "0x%02x.0x%02x%s", call.service(), call.command(), known);
  }

  private static List<String> row(List<FirmwareCall> calls) {
    long[] took = calls.stream().mapToLong(FirmwareCall::tookNs).sorted().toArray();
    return List.of(
        Human.of("count", calls.size()),
        Human.of("count", (double) calls.stream().mapToLong(FirmwareCall::entries).sum()),
        Human.of("count", (double) calls.stream().filter(call -> call.result() != 0).count()),
        time(took[0]),
        time(took[took.length / 2]),
        time(took[took.length - 1]));
  }

  private void cases() {
    List<ReplayCase> cases = result.cases();
    if (cases.isEmpty()) {
      return;
    }
    TextTable table = new TextTable(cases.stream().map(each -> each.strategy().word()).toList());
    table.section("map");
    row(table, "  iommu_map", ReplayCase::maps);
    row(table, "  map_pages", ReplayCase::mapCalls);
    row(table, "  leaf PTEs", ReplayCase::leaves);
    row(table, "  tables", ReplayCase::tables);
    times(table, "  time", ReplayCase::mapPs);
    table.section("unmap");
    row(table, "  iommu_unmap", ReplayCase::unmaps);
    row(table, "  unmap_pages", ReplayCase::unmapCalls);
    row(table, "  leaf PTEs", ReplayCase::unmapLeaves);
    row(table, "  TLBIs", ReplayCase::invalidations);
    row(table, "  syncs", ReplayCase::syncs);
    times(table, "  time", ReplayCase::unmapPs);
    table.section("all");
    row(table, "  failed steps", ReplayCase::failed);
    times(table, "  time", ReplayCase::endPs);
    line("");
    line(
        "simulated on %s, Linux at EL2, firmware and the rest as long as recorded",
        result.platform());
    text.append(table.text(WIDTH));
  }

  private void row(TextTable table, String label, ToLongFunction<ReplayCase> value) {
    cells(table, label, each -> Human.of("count", (double) value.applyAsLong(each)));
  }

  private void times(TextTable table, String label, ToLongFunction<ReplayCase> value) {
    cells(table, label, each -> Human.of("ns", value.applyAsLong(each) / PS_PER_NS));
  }

  private void cells(TextTable table, String label, Function<ReplayCase, String> cell) {
    table.row(label, result.cases().stream().map(cell).toList());
  }

  private void hosts() {
    if (result.hosts().isEmpty()) {
      return;
    }
    TextTable table = new TextTable(List.of("recorded", "simulated"));
    for (HostCase each : result.hosts()) {
      String simulated =
          each.simulatedNs().isPresent()
              ? Human.of("ns", each.simulatedNs().getAsDouble())
              : "does not boot";
      String label = "  " + each.processor() + " on " + each.host() + " " + each.driver();
      table.row(label.stripTrailing(), List.of(time(each.measuredNs()), simulated));
    }
    line("");
    line("the same boots, alone, with all times from model/%s", result.platform());
    text.append(table.text(WIDTH));
  }

  private void doubts() {
    CapturedTrace trace = result.trace();
    Gaps gaps = capture.gaps();
    List<String> doubts = new ArrayList<>();
    add(doubts, trace.lost(), "events lost by the buffers");
    add(doubts, trace.overwritten(), "events overwritten in a wrapped buffer");
    add(doubts, trace.outOfOrder(), "lines earlier than one before them, put in order");
    add(doubts, trace.others(), "events of other kinds");
    add(doubts, gaps.callsWithoutEnd(), "firmware calls without an end, left out");
    add(doubts, gaps.endsWithoutCall(), "ends of firmware calls without a begin, left out");
    add(doubts, gaps.unknownUnmaps(), "unmaps of what was not seen mapped so, left out");
    add(doubts, gaps.impliedUnmaps(), "unmaps that are missing, for the range was mapped anew");
    add(doubts, gaps.emptyUnmaps(), "unmaps that found nothing");
    add(doubts, gaps.outOfReach(), "mappings that the platform cannot have, left out");
    add(doubts, trace.unreadableLines(), "lines that cannot be read");
    if (!doubts.isEmpty()) {
      line("");
      line("what is missing or left out");
      doubts.forEach(each -> line("  %s", each));
    }
    for (CapturedTrace.Unreadable each : trace.unreadable()) {
      line("%s:%d: %s", trace.file(), each.line(), each.why());
    }
    if (!result.assumed().isEmpty()) {
      line("");
      line("rests on %d assumed values of model/%s", result.assumed().size(), result.platform());
    }
  }

  private static void add(List<String> doubts, long count, String what) {
    if (count > 0) {
      doubts.add(Human.of("count", (double) count) + " " + what);
    }
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  private static String time(long ns) {
    return Human.of("ns", (double) ns);
  }

  private static String size(long bytes) {
    return Human.of("bytes", (double) bytes);
  }
}
