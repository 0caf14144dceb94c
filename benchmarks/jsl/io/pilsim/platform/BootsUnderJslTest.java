package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.JslSimulator;
import io.pilsim.platform.scenario.Driver;
import io.pilsim.platform.scenario.Host;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole boots, five processors at once, with JSL's executive in charge. */
final class BootsUnderJslTest {
  private static final List<TestRun> HOSTS =
      List.of(
          TestRun.adsp().all().under(Host.QHEE),
          TestRun.adsp().all().by(Driver.V1),
          TestRun.adsp().all().by(Driver.V10),
          TestRun.adsp().warm());

  @Test
  void itShowsTheSame() {
    for (TestRun host : HOSTS) {
      assertEquals(
          host.on(EngineKind.DEFAULT).run().everything(),
          host.run(new JslSimulator()).everything());
    }
  }
}
