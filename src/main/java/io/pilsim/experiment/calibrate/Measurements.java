package io.pilsim.experiment.calibrate;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.cases.CsvRow;
import io.pilsim.formats.cases.CsvTable;
import io.pilsim.formats.ftrace.CapturedTrace;
import io.pilsim.formats.ftrace.TraceLine;
import io.pilsim.formats.ftrace.TraceReader;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.InputFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files of measurements: kernel traces, what {@code dma_map_benchmark} printed, and tables {@code
 * metric,ns,deviation} of what a run is to show.
 */
public final class Measurements {
  private static final double MICROSECOND_NS = 1_000;
  private static final double EVEN_NS = Math.sqrt(6); // a difference of two roundings

  private static final int LONGEST_BENCHMARK = 1 << 20;

  private final List<CapturedTrace> traces = new ArrayList<>();
  private final List<MapBenchmark> benchmarks = new ArrayList<>();
  private final SortedMap<String, List<Double>> values = new TreeMap<>();
  private final SortedMap<String, Double> deviations = new TreeMap<>();
  private final List<String> sources = new ArrayList<>();

  /** Throws when there is a file that it cannot make anything of. */
  public static Measurements read(List<Path> files) throws IOException, FormatException {
    Measurements read = new Measurements();
    for (Path file : files) {
      String shown = InputFile.shown(file);
      if (!Files.isRegularFile(file)) {
        throw new BadInputException(shown + ": no such file");
      }
      read.sources.add(file.getFileName() + " sha256 " + hash(file));
      if (shown.endsWith(".csv")) {
        read.table(shown, file);
      } else if (isBenchmark(file)) {
        read.benchmark(shown, file);
      } else {
        read.trace(shown, file);
      }
    }
    return read;
  }

  private void trace(String shown, Path file) throws IOException, FormatException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      CapturedTrace trace = TraceReader.read(shown, in);
      traces.add(trace);
      boolean coarse = trace.lines().stream().allMatch(Measurements::isWholeMicrosecond);
      double deviationNs = (coarse ? MICROSECOND_NS : 1) / EVEN_NS;
      for (Map.Entry<String, Double> each : TraceTimes.of(trace.lines()).entrySet()) {
        add(each.getKey(), each.getValue(), deviationNs);
      }
    }
  }

  private static boolean isBenchmark(Path file) throws IOException {
    return Files.size(file) <= LONGEST_BENCHMARK
        && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
            .contains(MapBenchmarkText.HEAD);
  }

  private void benchmark(String shown, Path file) throws FormatException {
    for (MapBenchmark each : MapBenchmarkText.read(shown, InputFile.read(file))) {
      if (benchmarks.stream().noneMatch(other -> other.name().equals(each.name()))) {
        benchmarks.add(each);
      }
      for (Observation seen : List.of(each.map(), each.unmap())) {
        add(seen.name(), seen.ns(), seen.deviationNs());
      }
    }
  }

  private static boolean isWholeMicrosecond(TraceLine line) {
    return line.atNs() % 1_000 == 0;
  }

  private void table(String shown, Path file) throws FormatException {
    for (CsvRow row : CsvTable.parse(shown, InputFile.read(file)).rows()) {
      if (row.real("ns") <= 0 || row.real("deviation") <= 0) {
        throw row.wrong("ns", "expected a time and its deviation, both more than zero");
      }
      add(row.text("metric"), row.real("ns"), row.real("deviation"));
    }
  }

  private void add(String name, double ns, double deviationNs) {
    values.computeIfAbsent(name, any -> new ArrayList<>()).add(ns);
    deviations.merge(name, deviationNs, Math::max);
  }

  private static String hash(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  public List<CapturedTrace> traces() {
    return List.copyOf(traces);
  }

  /** Runs that differ in what they did. */
  List<MapBenchmark> benchmarks() {
    return List.copyOf(benchmarks);
  }

  /** Each file with its hash. */
  public List<String> sources() {
    return List.copyOf(sources);
  }

  /** Means of those that the model has too. */
  List<Observation> observations(SortedMap<String, Double> simulated) {
    List<Observation> observations = new ArrayList<>();
    for (Map.Entry<String, List<Double>> each : values.entrySet()) {
      if (simulated.containsKey(each.getKey())) {
        observations.add(observation(each.getKey(), each.getValue()));
      }
    }
    return observations;
  }

  private Observation observation(String name, List<Double> all) {
    double mean = all.stream().mapToDouble(x -> x).average().orElseThrow();
    double squares = all.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    double spread = all.size() < 2 ? 0 : Math.sqrt(squares / (all.size() - 1) / all.size());
    return new Observation(name, mean, Math.max(spread, deviations.get(name)));
  }
}
