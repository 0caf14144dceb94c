package io.pilsim.teaching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.Cycles;
import io.pilsim.engine.EngineKind;
import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DoorbellTest {
  private static final long PERIOD_PS = 1000;
  private static final long WAY_PS = 5 * PERIOD_PS;

  private final Simulator sim = EngineKind.DEFAULT.create();
  private final StatGroup stats = new StatGroup("doorbell");
  private final Doorbell doorbell =
      new Doorbell(
          new Doorbell.DoorbellParams(new Cycles(5)),
          new ClockDomain("bus", PERIOD_PS),
          sim,
          stats);
  private final List<String> log = new ArrayList<>();

  private Doorbell.Ring ring(String name) {
    return doorbell
    .new Ring(
        new Event(Phase.ISSUE) {
          @Override
          protected void fire(long nowPs) {
            log.add(name + " " + nowPs);
          }
        });
  }

  @Test
  void ringsAreCarriedOneAfterTheOther() {
    ring("a").begin();
    ring("b").begin();
    ring("c").begin();
    sim.runToQuiescence(Long.MAX_VALUE);
    assertEquals(List.of("a " + WAY_PS, "b " + 2 * WAY_PS, "c " + 3 * WAY_PS), log);
    assertEquals(List.of(), stats.laws().broken());
  }

  @Test
  void aRingThatIsUnderWayBreaksTheLaw() {
    ring("a").begin();
    sim.runUntil(WAY_PS - 1);
    assertEquals(1, stats.laws().broken().size());
  }

  /** The guide shows this very file. */
  @Test
  void theGuideShowsIt() throws IOException {
    String code = Files.readString(Path.of("src/test/java/io/pilsim/teaching/Doorbell.java"));
    String shown = code.substring(code.indexOf("/**"));
    Path page = Path.of("src/site/markdown/add-a-component.md");
    assertTrue(Files.readString(page).contains("```java\n" + shown + "```\n"), shown);
  }
}
