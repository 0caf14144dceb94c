package io.pilsim.hardware.dma;

import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.trace.TraceSink;
import io.pilsim.hardware.fabric.Firewall;
import io.pilsim.hardware.fabric.Master;
import io.pilsim.hardware.memory.DataPort;
import io.pilsim.hardware.smmu.StreamAccess;
import io.pilsim.hardware.smmu.StreamPort;

/**
 * A remote processor, from reset to the point where it says that it runs, and how it ends.
 *
 * <p><b>Models:</b> its code read line by line through the SMMU and past the firewall, a bounded
 * number of lines at a time; a refused access, which stops it; the interrupts that follow; reset at
 * any time, with what is outstanding drained before it may start again; its answers when it is
 * asked to stop, which a crashed one does not give; a stray read, which is fatal when refused.
 *
 * <p><b>Does not model:</b> what it executes, its caches and TLBs, its traffic once it runs.
 */
public final class Dsp {
  private enum State {
    HELD("held"),
    FETCHING("fetch code"),
    BOOTING("boot"),
    RUNNING("run"),
    CRASHED("crashed");

    private final String word;

    State(String word) {
      this.word = word;
    }
  }

  private final DspParams params;
  private final StreamPort stream;
  private final DataPort memory;
  private final Firewall firewall;
  private final Master self;
  private final DspSignals signals;
  private final Simulator sim;
  private final Line[] lines;
  private final StrayRead stray = new StrayRead();
  private final DspNotices notices;
  private final Counter fetched;
  private final Counter refused;
  private final Latency fetchTime;
  private final TraceSink trace;
  private final int track;
  private State state = State.HELD;
  private boolean startWhenDrained;
  private int streamId;
  private long entry;
  private long next;
  private long end;
  private int outstanding;

  public Dsp(
      DspParams params,
      StreamPort stream,
      DataPort memory,
      Firewall firewall,
      Master self,
      DspSignals signals,
      Simulator sim,
      StatGroup stats) {
    this.params = params;
    this.stream = stream;
    this.memory = memory;
    this.firewall = firewall;
    this.self = self;
    this.signals = signals;
    this.sim = sim;
    this.trace = sim.trace();
    this.track = trace.track("dsp", self.name());
    this.lines = new Line[params.outstanding()];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = new Line();
    }
    this.notices = new DspNotices(params, signals, this::nowRuns, sim);
    this.fetched = stats.counter("lines", "lines of code read");
    this.refused = stats.counter("refused", "reads that the SMMU or the firewall refused");
    this.fetchTime = stats.latency("fetch_time", "a line, from its request to its data");
    stats.laws().equal("no line outstanding at the end", () -> outstanding, () -> 0);
  }

  /** Out of reset: reads so many bytes of code from the entry point on. */
  public void release(int streamId, long entry, long bytes) {
    if (state != State.HELD) {
      throw new IllegalStateException("released while " + state);
    }
    this.streamId = streamId;
    this.entry = entry;
    this.end = entry + bytes;
    if (outstanding == 0) {
      start();
    } else {
      startWhenDrained = true;
    }
  }

  /** Back into reset. What is outstanding comes to its end, but means nothing any more. */
  public void reset() {
    go(State.HELD);
    startWhenDrained = false;
    notices.cancel();
  }

  /** Whether it is out of reset, crashed or not. */
  public boolean isOutOfReset() {
    return state != State.HELD;
  }

  /** A request over QMI to shut down. */
  public void askToShutDown() {
    if (state == State.RUNNING) {
      notices.answerRequest();
    }
  }

  /** The stop bit that it shares with the application cores. */
  public void setStop(boolean set) {
    if (set && state == State.RUNNING) {
      notices.answerStopBit();
    }
  }

  /** It hangs, and its watchdog says so. */
  public void hang() {
    if (state == State.RUNNING) {
      halt();
      signals.watchdog();
    }
  }

  /** It gives up. */
  public void fail() {
    if (state == State.RUNNING) {
      halt();
      signals.fatal();
    }
  }

  /**
   * It reads where it may have nothing to read; does nothing while the last such read is under way.
   */
  public void strayRead(long address) {
    if (state == State.RUNNING && !stray.busy) {
      stray.ask(address);
    }
  }

  private void giveUp() {
    if (state == State.RUNNING) {
      halt();
      notices.giveUp();
    }
  }

  private void halt() {
    go(State.CRASHED);
    notices.cancel();
  }

  private void nowRuns() {
    go(State.RUNNING);
  }

  private void go(State next) {
    if (state != State.HELD) {
      trace.end(track, sim.nowPs());
    }
    state = next;
    if (state != State.HELD) {
      trace.begin(track, state.word, sim.nowPs(), trace.cause());
    }
  }

  private void start() {
    startWhenDrained = false;
    go(State.FETCHING);
    next = entry & -params.lineBytes();
    for (int i = 0; i < lines.length && next < end; i++) {
      lines[i].ask();
    }
    if (outstanding == 0) {
      boot();
    }
  }

  private void boot() {
    go(State.BOOTING);
    notices.boot();
  }

  private void crash() {
    refused.increment();
    if (state == State.FETCHING) {
      go(State.CRASHED);
    }
  }

  /** One line on its way: asked for, translated, and here. */
  private final class Line extends StreamAccess {
    private boolean translating;
    private long askedAtPs;

    Line() {
      super(Phase.COMPLETE);
    }

    void ask() {
      outstanding++;
      askedAtPs = sim.nowPs();
      translating = true;
      aim(streamId, next, params.lineBytes(), false);
      next += params.lineBytes();
      stream.translate(this);
    }

    @Override
    protected void fire(long nowPs) {
      if (translating && !isRefused() && firewall.allows(self, pa())) {
        translating = false;
        memory.transfer(pa(), params.lineBytes(), false, this);
      } else {
        end(nowPs);
      }
    }

    private void end(long nowPs) {
      complete();
      outstanding--;
      if (translating) {
        crash();
      } else {
        fetched.increment();
        fetchTime.record(nowPs - askedAtPs);
      }
      goOn();
    }

    private void goOn() {
      if (state == State.FETCHING && next < end) {
        ask();
      } else if (outstanding == 0 && state == State.FETCHING) {
        boot();
      } else if (outstanding == 0 && startWhenDrained) {
        start();
      }
    }
  }

  /** One line read outside the order of its code. */
  private final class StrayRead extends StreamAccess {
    private boolean busy;
    private boolean translating;

    StrayRead() {
      super(Phase.COMPLETE);
    }

    void ask(long address) {
      busy = true;
      outstanding++;
      translating = true;
      aim(streamId, address & -params.lineBytes(), params.lineBytes(), false);
      stream.translate(this);
    }

    @Override
    protected void fire(long nowPs) {
      if (translating && !isRefused() && firewall.allows(self, pa())) {
        translating = false;
        memory.transfer(pa(), params.lineBytes(), false, this);
        return;
      }
      complete();
      busy = false;
      outstanding--;
      if (translating) {
        refused.increment();
        giveUp();
      }
      if (outstanding == 0 && startWhenDrained) {
        start();
      }
    }
  }
}
