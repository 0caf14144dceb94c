package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Quantity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Boots that begin when a log says so. */
final class BootBenchTest {
  private static final ModelTree SA8775P = new ModelFiles(Path.of("model")).load("sa8775p");
  private static final String RATE = "sa8775p.tz.auth.hash_bandwidth";
  private static final long SECOND_PS = 1_000_000_000_000L;

  private final BootBench bench = new BootBench();

  private long alonePs(ModelTree model, String name) {
    return bench.run(model, List.of(name), List.of(0L)).get(0);
  }

  @Test
  void bootsFarApartTakeAsLongAsAlone() {
    List<Long> took = bench.run(SA8775P, List.of("adsp", "cdsp0"), List.of(SECOND_PS, 0L));
    assertEquals(alonePs(SA8775P, "cdsp0"), took.get(1));
    long alonePs = alonePs(SA8775P, "adsp");
    assertEquals((double) alonePs, (double) took.get(0), 1e-4 * alonePs, "the pool has grown");
  }

  @Test
  void bootsAtOnceWaitForEachOthersFirmwareCalls() {
    List<Long> took = bench.run(SA8775P, List.of("adsp", "cdsp0"), List.of(0L, 0L));
    long alonePs = alonePs(SA8775P, "adsp") + alonePs(SA8775P, "cdsp0");
    assertTrue(took.get(0) + took.get(1) > alonePs, took + " against " + alonePs);
  }

  /** What is hashed is what the file fills: {@code remoteprocs.adsp.image.filled}. */
  @Test
  void aSlowerHashShowsInTheBoot() {
    ModelTree slower =
        SA8775P.with(RATE, Quantity.of(Dimension.BANDWIDTH, 100_000_000), Origin.of("test"));
    double filled =
        (double)
            SA8775P.leaf("sa8775p.remoteprocs.adsp.image.filled").orElseThrow().value().amount();
    double rate = (double) SA8775P.leaf(RATE).orElseThrow().value().amount();
    double expectedPs = (filled / 1e8 - filled / rate) * SECOND_PS;
    double morePs = (double) (alonePs(slower, "adsp") - alonePs(SA8775P, "adsp"));
    assertEquals(expectedPs, morePs, 0.002 * expectedPs, "headers are hashed, too");
  }
}
