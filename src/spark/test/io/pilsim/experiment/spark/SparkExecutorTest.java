package io.pilsim.experiment.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.sweep.SweepBench;
import io.pilsim.experiment.sweep.TrialExecutor;
import io.pilsim.experiment.sweep.TrialPlace;
import io.pilsim.platform.SimulationRun;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.ModelFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SparkExecutorTest {
  @TempDir private Path folder;

  private static TrialExecutor open(String place) {
    ModelFiles models = new ModelFiles(Path.of("model"));
    return TrialPlace.parse(place).open(new SimulationRun(), EngineKind.DEFAULT, 2, models);
  }

  @Test
  void sixtyFourTrialsGiveTheBytesThatTheyGiveHere() throws IOException {
    SweepBench bench = new SweepBench(folder);
    String over = "sa8775p.tz.auth.hash_bandwidth=100 MB/s..4 GB/s:64";
    try (TrialExecutor spark = open("spark-local")) {
      String csv = bench.csv("boot-adsp", over, spark);
      assertEquals(bench.csv("boot-adsp", over, SweepBench.here(2)), csv);
      assertEquals(1 + 64, csv.lines().count());
      assertEquals(2, spark.width());
    }
  }

  @Test
  void aMasterThatIsNotThereIsALineAtOnce() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    BadInputException bad =
        assertThrows(BadInputException.class, () -> open("spark://127.0.0.1:" + port));
    assertEquals(
        List.of("--on: spark://127.0.0.1:" + port + ": no master answers there"), bad.lines());
  }
}
