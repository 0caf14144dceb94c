package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Quantity;
import io.pilsim.platform.scenario.InvalidationMode;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reads from a storage device whose requests are mapped while it works. */
final class StorageBenchTest {
  private static final String PLATFORM = "generic-smmu500";
  private static final long KIB = 1024;
  private static final StorageBench.Reads READS = new StorageBench.Reads(512 * KIB, 4096 * KIB, 20);

  private ModelTree model = new ModelFiles(Path.of("model")).load(PLATFORM);

  private void set(String path, String value) {
    model = model.with(PLATFORM + "." + path, Quantity.known(value), Origin.of("test"));
  }

  private double rate(InvalidationMode mode) {
    return StorageBench.run(model, READS, Optional.of(mode));
  }

  /** Of each block, the first request is mapped and the last one unmapped while nothing is read. */
  @Test
  void onlyTheEndsOfABlockDelayTheDevice() {
    set("device.bandwidth", "100 MB/s");
    set("linux.dma.map", "50 us");
    double blockS = 4096 * KIB / 100e6 + 2 * 50e-6;
    double expected = 4096 * KIB / blockS;
    assertEquals(expected, StorageBench.run(model, READS, Optional.empty()), 1e-6 * expected);
  }

  @Test
  void aDeviceThatIsFasterThanItsCpuIsNotFasterForIt() {
    set("device.bandwidth", "100 GB/s");
    double slowS = 1 / rate(InvalidationMode.STRICT);
    set("device.bandwidth", "200 GB/s");
    double fastS = 1 / rate(InvalidationMode.STRICT);
    // of eight requests all but the first wait for the CPU
    double lessS = (1 / 100e9 - 1 / 200e9) * 2 / 8;
    assertTrue(slowS >= fastS && slowS - fastS <= lessS, slowS + " " + fastS);
  }

  @Test
  void whatIsLeftToAFlushQueueDelaysLess() {
    set("device.bandwidth", "100 GB/s");
    set("cpu.mmio_write", "1 us");
    double block = (double) (4096 * KIB);
    double lessS = block / rate(InvalidationMode.STRICT) - block / rate(InvalidationMode.LAZY);
    double writesS = 8 * 128 * 1e-6; // one for each page
    assertTrue(lessS > writesS && lessS < 1.1 * writesS, "less by " + lessS);
  }
}
