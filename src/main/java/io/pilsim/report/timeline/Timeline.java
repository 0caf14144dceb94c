package io.pilsim.report.timeline;

import io.pilsim.engine.stats.Unit;
import io.pilsim.engine.trace.TraceSink;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The timeline of one run, passed on to a file as it is told. Slices that reach over an end of the
 * window are cut there; tracks without events are left out.
 */
final class Timeline implements TraceSink {
  private static final int NOBODY = -1;

  private final int process;
  private final Window window;
  private final TimelineWriter out;
  private final List<Line> lines = new ArrayList<>();
  private final BitSet flowsShown = new BitSet();
  private int flows;
  private int running = NOBODY;
  private int cause;
  private long lastPs;

  /**
   * @param process its number, from 1
   */
  Timeline(int process, String name, Window window, TimelineWriter out) {
    this.process = process;
    this.window = window;
    this.out = out;
    out.process(process, name);
  }

  /** The run is over: so is whatever has not ended. */
  void finish() {
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      while (!line.open.isEmpty()) {
        end(i, lastPs);
      }
      line.showOldValue(Long.MAX_VALUE);
    }
  }

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public int track(String group, String name) {
    return add(group, name, Optional.empty());
  }

  @Override
  public int counterTrack(String group, String name, Unit unit) {
    return add(group, name, Optional.of(unit));
  }

  private int add(String group, String name, Optional<Unit> unit) {
    lines.add(new Line(new Track(process, lines.size() + 1, group, name, unit)));
    return lines.size() - 1;
  }

  @Override
  public void begin(int track, String name, long atPs, int flow) {
    Line line = lines.get(track);
    see(atPs);
    line.open.add(new Slice(name, atPs, flow));
    if (atPs >= window.fromPs()) {
      line.showOpen();
    }
  }

  @Override
  public void end(int track, long atPs) {
    Line line = lines.get(track);
    see(atPs);
    Slice slice = line.open.get(line.open.size() - 1);
    if (atPs > window.fromPs()) {
      line.showOpen();
    }
    line.open.remove(line.open.size() - 1);
    if (slice.shown) {
      out.end(line.track, Math.min(atPs, window.toPs()));
    }
  }

  @Override
  public void instant(int track, String name, long atPs) {
    see(atPs);
    if (atPs >= window.fromPs() && atPs <= window.toPs()) {
      lines.get(track).showOpen();
      out.instant(lines.get(track).shown(), name, atPs);
    }
  }

  @Override
  public void counter(int track, long atPs, long value) {
    Line line = lines.get(track);
    see(atPs);
    if (atPs < window.fromPs()) {
      line.oldValue = value;
      line.hasOldValue = true;
    } else if (atPs <= window.toPs()) {
      line.showOldValue(atPs);
      out.counter(line.shown(), atPs, value);
    }
  }

  @Override
  public int flow() {
    return ++flows;
  }

  @Override
  public void runs(int track, int core, int flow) {
    running = track;
    cause = flow;
  }

  @Override
  public void nobodyRuns() {
    running = NOBODY;
    cause = NO_FLOW;
  }

  @Override
  public int cause() {
    return cause;
  }

  @Override
  public void note(String event, String text, long atPs) {
    if (running != NOBODY) {
      instant(running, event + ": " + text, atPs);
    }
  }

  private void see(long atPs) {
    lastPs = Math.max(lastPs, atPs);
  }

  private static final class Slice {
    private final String name;
    private final long fromPs;
    private final int flow;
    private boolean shown;

    Slice(String name, long fromPs, int flow) {
      this.name = name;
      this.fromPs = fromPs;
      this.flow = flow;
    }
  }

  /** A track with what has not ended on it. */
  private final class Line {
    private final Track track;
    private final List<Slice> open = new ArrayList<>();
    private boolean isShown;
    private boolean hasOldValue;
    private long oldValue;

    Line(Track track) {
      this.track = track;
    }

    /** The track, which has to be known from now on. */
    private Track shown() {
      if (!isShown) {
        isShown = true;
        out.track(track);
      }
      return track;
    }

    /** Slices that have begun by the end of the window, outermost first. */
    private void showOpen() {
      for (int i = 0; i < open.size(); i++) {
        Slice slice = open.get(i);
        if (!slice.shown && slice.fromPs <= window.toPs()) {
          slice.shown = true;
          boolean first = slice.flow != NO_FLOW && !flowsShown.get(slice.flow);
          flowsShown.set(slice.flow);
          long flow = slice.flow == NO_FLOW ? 0 : ((long) process << Integer.SIZE) + slice.flow;
          long fromPs = Math.max(slice.fromPs, window.fromPs());
          out.begin(shown(), slice.name, fromPs, flow, first);
        }
      }
    }

    /** What the value was when the window began, unless it changes at that instant. */
    private void showOldValue(long nextPs) {
      if (hasOldValue && nextPs > window.fromPs()) {
        out.counter(shown(), window.fromPs(), oldValue);
      }
      hasOldValue = false;
    }
  }
}
