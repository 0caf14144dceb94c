package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.platform.model.Basis;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.ModelTree;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold of the values of a platform whose assumed ones have a neutral place to stand. */
final class ModelValuesTest {
  @ParameterizedTest
  @ValueSource(strings = {"sa8775p", "generic-smmu500"})
  void assumedNumbersStandInTheMiddleOfTheirRange(String platform) {
    ModelTree model = new ModelFiles(Path.of("model")).load(platform);
    for (String path : model.paths()) {
      Leaf leaf = model.leaf(path).orElseThrow();
      if (leaf.basis() == Basis.ASSUMED
          && leaf.values().size() == 1
          && leaf.dimension().isNumeric()
          && !path.endsWith("linux.iommu.input_bits")
          && !path.endsWith("stream_map_groups")
          && !path.endsWith("guest.stage2_page")
          && !path.endsWith("memory.tables.base")) {
        long low = leaf.range().get(0).amount();
        long high = leaf.range().get(1).amount();
        long twice = 2 * leaf.value().amount();
        assertTrue(Math.abs(twice - (low + high)) <= 1, path + " is not the middle");
      }
    }
  }

  @Test
  void noValueRestsOnTheBootTimeThatItShallPredict() {
    ModelTree model = new ModelFiles(Path.of("model")).load("sa8775p");
    for (String path : model.paths()) {
      assertFalse(model.leaf(path).orElseThrow().source().contains("77.8"), path);
    }
  }

  @Test
  void aBootTakesTwentyFiveToTwoHundredFiftyMilliseconds() {
    long totalPs = TestRun.adsp().run().count("boot.adsp.total_time");
    assertTrue(totalPs > 25_000_000_000L && totalPs < 250_000_000_000L, totalPs + " ps");
  }

  @Test
  void callsHoldTheMutexForAsLongAsTheyTake() {
    TestRun.Shown shown = TestRun.adsp().all().run();
    long waits = 0;
    for (String name : List.of("adsp", "cdsp0", "cdsp1", "gpdsp0", "gpdsp1")) {
      waits += shown.count("boot." + name + ".scm_wait");
    }
    assertEquals(shown.sumPs("scm.lock.wait_time"), waits);
    assertEquals(shown.sumPs("scm.lock.hold_time"), shown.sumPs("scm.call_time"));
  }
}
