package io.pilsim.platform.validation;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.cases.CsvRow;
import io.pilsim.formats.cases.CsvTable;
import io.pilsim.formats.requests.RequestList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Requests of gem5's request lists per host second, in the folder that {@code pilsim.cases} names,
 * or those of the tests: wiring, writing tables and comparing addresses included.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class RequestListBenchmark {
  /** With gem5's defects, on the engine whose order is gem5's; without, on our own. */
  @Param({"true", "false"})
  boolean likeGem5;

  private final List<CsvRow> rows = new ArrayList<>();
  private final List<RequestList> lists = new ArrayList<>();

  /** What JMH divides by the time. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Done {
    public long requests;
  }

  @Setup
  public void read() throws IOException, FormatException {
    Path cases = Path.of(System.getProperty("pilsim.cases", "src/test/resources/validation/gem5"));
    byte[] table = Files.readAllBytes(cases.resolve("cases.csv"));
    for (CsvRow row : CsvTable.parse("cases.csv", table).rows()) {
      String name = row.text("requests_file") + ".csv.gz";
      rows.add(row);
      lists.add(
          RequestList.parse(name, Files.readAllBytes(cases.resolve("requests").resolve(name))));
    }
  }

  @Benchmark
  public double run(Done done) throws FormatException {
    double sum = 0;
    for (int i = 0; i < rows.size(); i++) {
      sum += CaseRun.run(rows.get(i), lists.get(i), likeGem5).metrics().get("sim_ps");
      done.requests += lists.get(i).size();
    }
    return sum;
  }
}
