package io.pilsim.hardware.dma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.Event;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.fabric.Firewall;
import io.pilsim.hardware.fabric.Master;
import io.pilsim.hardware.memory.DataPort;
import io.pilsim.hardware.smmu.StreamAccess;
import io.pilsim.hardware.smmu.StreamPort;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A processor in front of a translation of 10 and a memory of 100 picoseconds. */
final class DspTest {
  private static final int LINE = 64;
  private static final long TRANSLATE_PS = 10;
  private static final long READ_PS = 100;
  private static final long READY_PS = 5_000;
  private static final long HANDOVER_PS = 700;
  private static final long ENTRY = 0x8000;
  private static final long QMI_RESPONSE_PS = 700;
  private static final long SHUTDOWN_ACK_PS = 900;
  private static final long STOP_ACK_PS = 1_100;
  private static final long FATAL_PS = 1_300;

  private final Simulator sim = EngineKind.HEAP.create();
  private final StatGroup stats = new StatGroup("dsp");
  private final Firewall firewall = new Firewall(new StatGroup("xpu"));
  private final List<String> told = new ArrayList<>();
  private long refusedFrom = Long.MAX_VALUE;
  private final Dsp dsp =
      new Dsp(
          new DspParams(
              LINE,
              2,
              READY_PS,
              HANDOVER_PS,
              QMI_RESPONSE_PS,
              SHUTDOWN_ACK_PS,
              STOP_ACK_PS,
              FATAL_PS),
          new Stream(),
          new Memory(),
          firewall,
          Master.dsp(0, "adsp"),
          new Told(),
          sim,
          stats);

  @Test
  void linesComeTwoAtATimeThenItIsReadyThenItHandsOver() {
    dsp.release(7, ENTRY, 4 * LINE);
    sim.runToQuiescence(Long.MAX_VALUE);
    long fetchedPs = 2 * (TRANSLATE_PS + READ_PS);
    long readyPs = fetchedPs + READY_PS;
    assertEquals(List.of("ready " + readyPs, "handover " + (readyPs + HANDOVER_PS)), told);
    assertEquals(List.of(), stats.laws().broken());
  }

  @Test
  void aRefusedTranslationStopsIt() {
    refusedFrom = ENTRY + 2 * LINE;
    dsp.release(7, ENTRY, 8 * LINE);
    sim.runToQuiescence(Long.MAX_VALUE);
    assertEquals(List.of(), told);
    assertTrue(dsp.isOutOfReset());
    assertEquals(List.of(), stats.laws().broken());
  }

  @Test
  void memoryOfAnotherStopsIt() {
    firewall.assign(0x8000, 0x1000, Master.TZ);
    dsp.release(7, ENTRY, LINE);
    sim.runToQuiescence(Long.MAX_VALUE);
    assertEquals(List.of(), told);
    assertEquals(1, firewall.violations());
  }

  @Test
  void resetDrainsWhatIsOutstandingBeforeItStartsAgain() {
    dsp.release(7, ENTRY, 100 * LINE);
    sim.runUntil(TRANSLATE_PS + 50);
    dsp.reset();
    dsp.release(7, ENTRY, LINE);
    sim.runToQuiescence(Long.MAX_VALUE);
    long startedPs = TRANSLATE_PS + READ_PS;
    long readyPs = startedPs + TRANSLATE_PS + READ_PS + READY_PS;
    assertEquals("ready " + readyPs, told.get(0));
  }

  @Test
  void resetBeforeReadyMeansNoInterrupt() {
    dsp.release(7, ENTRY, LINE);
    sim.runUntil(READY_PS);
    dsp.reset();
    sim.runToQuiescence(Long.MAX_VALUE);
    assertEquals(List.of(), told);
  }

  @Test
  void aRequestToShutDownIsAnsweredAndThenCarriedOut() {
    long fromPs = run();
    dsp.askToShutDown();
    sim.runToQuiescence(Long.MAX_VALUE);
    long answerPs = fromPs + QMI_RESPONSE_PS;
    assertEquals(
        List.of("qmi_response " + answerPs, "shutdown_ack " + (answerPs + SHUTDOWN_ACK_PS)), told);
  }

  @Test
  void theStopBitIsAnsweredWhenItIsSetAndNotWhenItIsCleared() {
    long fromPs = run();
    dsp.setStop(true);
    sim.runToQuiescence(Long.MAX_VALUE);
    dsp.setStop(false);
    sim.runToQuiescence(Long.MAX_VALUE);
    assertEquals(List.of("stop_ack " + (fromPs + STOP_ACK_PS)), told);
  }

  @Test
  void aHungProcessorIsBittenByItsWatchdogAndAnswersNothing() {
    long fromPs = run();
    dsp.askToShutDown();
    dsp.hang();
    dsp.setStop(true);
    dsp.askToShutDown();
    dsp.fail();
    sim.runToQuiescence(Long.MAX_VALUE);
    assertEquals(List.of("watchdog " + fromPs), told);
    assertTrue(dsp.isOutOfReset());
  }

  @Test
  void aRefusedStrayReadIsFatalSomeTimeAfterItsAnswer() {
    long fromPs = run();
    refusedFrom = 0x10_0000;
    dsp.strayRead(0x10_0000);
    sim.runToQuiescence(Long.MAX_VALUE);
    assertEquals(List.of("fatal " + (fromPs + TRANSLATE_PS + FATAL_PS)), told);
    assertEquals(List.of(), stats.laws().broken());
  }

  @Test
  void aStrayReadThatGoesThroughChangesNothing() {
    run();
    dsp.strayRead(ENTRY);
    dsp.strayRead(ENTRY); // the first is still under way
    sim.runToQuiescence(Long.MAX_VALUE);
    assertEquals(List.of(), told);
    assertEquals(List.of(), stats.laws().broken());
  }

  @Test
  void aProcessorThatIsHeldNeitherAnswersNorCrashes() {
    dsp.askToShutDown();
    dsp.setStop(true);
    dsp.hang();
    dsp.strayRead(ENTRY);
    sim.runToQuiescence(Long.MAX_VALUE);
    assertEquals(List.of(), told);
    assertFalse(dsp.isOutOfReset());
  }

  /** Lets it boot, and forgets what it told until then. */
  private long run() {
    dsp.release(7, ENTRY, LINE);
    sim.runToQuiescence(Long.MAX_VALUE);
    told.clear();
    return sim.nowPs();
  }

  private final class Stream implements StreamPort {
    @Override
    public void translate(StreamAccess access) {
      access.taken(this, sim.nowPs());
      if (access.iova() >= refusedFrom) {
        access.refuse();
      } else {
        access.translated(access.iova());
      }
      sim.after(TRANSLATE_PS, access);
    }

    @Override
    public void release(StreamAccess access) {}
  }

  private final class Memory implements DataPort {
    @Override
    public void transfer(long address, int bytes, boolean write, Event done) {
      sim.after(READ_PS, done);
    }
  }

  private final class Told implements DspSignals {
    @Override
    public void ready() {
      told.add("ready " + sim.nowPs());
    }

    @Override
    public void handover() {
      told.add("handover " + sim.nowPs());
    }

    @Override
    public void qmiResponse() {
      told.add("qmi_response " + sim.nowPs());
    }

    @Override
    public void shutdownAck() {
      told.add("shutdown_ack " + sim.nowPs());
    }

    @Override
    public void stopAck() {
      told.add("stop_ack " + sim.nowPs());
    }

    @Override
    public void watchdog() {
      told.add("watchdog " + sim.nowPs());
    }

    @Override
    public void fatal() {
      told.add("fatal " + sim.nowPs());
    }
  }
}
