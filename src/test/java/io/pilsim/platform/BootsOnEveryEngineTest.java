package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.LookAhead;
import io.pilsim.engine.SsjSimulator;
import io.pilsim.platform.scenario.Driver;
import io.pilsim.platform.scenario.Host;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole boots, five processors at once, on every engine and on one that shares no code with it. */
final class BootsOnEveryEngineTest {
  private static final List<TestRun> HOSTS =
      List.of(
          TestRun.adsp().all().under(Host.QHEE),
          TestRun.adsp().all().by(Driver.V1),
          TestRun.adsp().all().by(Driver.V10),
          TestRun.adsp().warm());

  @Test
  void everyEngineShowsTheSame() {
    for (TestRun host : HOSTS) {
      String expected = host.on(EngineKind.REFERENCE).run().everything();
      assertTrue(expected.length() > 1_000);
      for (EngineKind engine : EngineKind.values()) {
        assertEquals(expected, host.on(engine).run().everything(), engine.name());
      }
      assertEquals(expected, host.run(new SsjSimulator()).everything(), "SSJ");
    }
  }

  @Test
  void lookingAheadChangesNothing() {
    for (TestRun host : HOSTS) {
      String ahead = host.run(EngineKind.DEFAULT.create(LookAhead.ON)).everything();
      assertEquals(ahead, host.run(EngineKind.DEFAULT.create(LookAhead.OFF)).everything());
    }
  }
}
