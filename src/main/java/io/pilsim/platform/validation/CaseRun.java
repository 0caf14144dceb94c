package io.pilsim.platform.validation;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.EngineKind;
import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.ReferenceSimulator;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.cases.CsvRow;
import io.pilsim.formats.cases.RequestResults;
import io.pilsim.formats.cases.RequestResults.Column;
import io.pilsim.formats.requests.RequestList;
import io.pilsim.hardware.memory.FixedLatencyMemory;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.hardware.smmu.v3.DeviceInterfaceParams;
import io.pilsim.hardware.smmu.v3.SmmuV3;
import io.pilsim.hardware.smmu.v3.SmmuV3Params;
import io.pilsim.hardware.smmu.v3.WayPickers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Runs one request-list case: devices, an SMMUv3 and a memory of fixed latency, at 1 GHz. */
public final class CaseRun {
  private static final ClockDomain CLOCK = new ClockDomain("case", 1_000);
  private static final long MEMORY_BYTES = 1L << 48;
  private static final int MOST_DEVICES = 1023;
  private static final int PAGE = 4096;

  private CaseRun() {}

  /**
   * What a case came to.
   *
   * @param requests each one's times, address and path
   * @param metrics by the names of the columns of a list of cases
   * @param wrongAddresses requests whose address is not what the tables say
   * @param brokenLaws of the components' statistics
   */
  public record Outcome(
      RequestResults requests,
      Map<String, Double> metrics,
      int wrongAddresses,
      List<String> brokenLaws) {}

  /**
   * Runs a case.
   *
   * @param row the case's parameters
   * @param likeGem5 with gem5's known defects
   */
  public static Outcome run(CsvRow row, RequestList list, boolean likeGem5) throws FormatException {
    Simulator sim = likeGem5 ? ReferenceSimulator.newestFirst() : EngineKind.DEFAULT.create();
    return run(row, list, likeGem5, sim);
  }

  static Outcome run(CsvRow row, RequestList list, boolean likeGem5, Simulator sim)
      throws FormatException {
    StatGroup stats = new StatGroup("smmu");
    PhysicalMemory content = new PhysicalMemory(MEMORY_BYTES);
    FixedLatencyMemory memory = new FixedLatencyMemory(latencyPs(row), content, sim);
    RandomStreams streams = new RandomStreams(row.number("trace.seed"), 0);
    WayPickers random =
        likeGem5 ? MersenneTwister64::like : cache -> streams.stream(cache)::nextInt;
    SmmuV3 smmu;
    CaseTables tables = new CaseTables(AddressMap.of(row), content);
    try {
      SmmuV3Params params = new CaseHardware(row, likeGem5).smmu();
      check(list, params);
      smmu = new SmmuV3(params, CLOCK, memory, memory, content, random, sim, stats);
      tables.write(smmu.streamTable());
    } catch (IllegalArgumentException e) {
      throw row.wrong("name", "there is no such machine: " + e.getMessage());
    }
    RequestResults results = new RequestResults(list.size());
    int limit = row.number("max_outstanding", 0, Integer.MAX_VALUE);
    int mostOutstanding = limit == 0 ? Integer.MAX_VALUE : limit;
    List<int[]> byDevice = byDevice(list);
    for (int[] mine : byDevice) {
      new TracedDevice(list, mine, mostOutstanding, results, smmu.addInterface(), sim).start();
    }
    sim.runToQuiescence(Long.MAX_VALUE);
    return new Outcome(
        results,
        CaseMetrics.of(stats, results),
        wrongAddresses(list, results, tables),
        stats.laws().broken());
  }

  /** Names the first request that no such hardware could serve. */
  private static void check(RequestList list, SmmuV3Params params) throws FormatException {
    DeviceInterfaceParams device = params.deviceInterface();
    long largestWrite = (long) device.writeBufferBeats() * device.portBytes();
    for (int i = 0; i < list.size(); i++) {
      if (list.device(i) > MOST_DEVICES) {
        throw wrong(i, "device " + list.device(i) + ", expected 0 to " + MOST_DEVICES);
      }
      if (list.isWrite(i) && list.bytes(i) > largestWrite) {
        throw wrong(i, list.bytes(i) + " bytes do not fit into a write buffer of " + largestWrite);
      }
      if ((list.address(i) & PAGE - 1) + list.bytes(i) > PAGE) {
        throw wrong(i, "crosses a 4 KiB boundary");
      }
    }
  }

  private static FormatException wrong(int request, String problem) {
    return FormatException.ofFile("requests", "request " + request + ": " + problem);
  }

  private static List<int[]> byDevice(RequestList list) {
    int devices = 0;
    for (int i = 0; i < list.size(); i++) {
      devices = Math.max(devices, list.device(i) + 1);
    }
    List<int[]> byDevice = new ArrayList<>();
    for (int device = 0; device < devices; device++) {
      int of = device;
      byDevice.add(IntStream.range(0, list.size()).filter(i -> list.device(i) == of).toArray());
    }
    return byDevice;
  }

  private static int wrongAddresses(RequestList list, RequestResults results, CaseTables tables) {
    int wrong = 0;
    for (int i = 0; i < list.size(); i++) {
      if (results.get(i, Column.PA) != tables.expected(list.streamId(i), list.address(i))) {
        wrong++;
      }
    }
    return wrong;
  }

  private static long latencyPs(CsvRow row) throws FormatException {
    String text = row.text("mem_lat");
    if (!text.matches("[1-9][0-9]{0,8}ns")) {
      throw row.wrong("mem_lat", "need nanoseconds, such as 50ns: " + text);
    }
    return Long.parseLong(text.substring(0, text.length() - 2)) * 1_000;
  }
}
