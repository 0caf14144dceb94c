package io.pilsim.engine.trace;

import io.pilsim.engine.stats.Unit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Keeps everything in memory, in the order told, with tracks as {@code group/name}. */
public final class TraceRecorder implements TraceSink {
  public record Slice(String track, String name, long fromPs, long toPs) {}

  public record Instant(String track, String name, long atPs) {}

  public record Value(String track, Unit unit, long atPs, long value) {}

  public record Station(int flow, String track, long atPs) {}

  public record Note(String thread, String event, String text, long atPs) {}

  private record Open(String name, long fromPs) {}

  private record Track(String path, Unit unit, Deque<Open> open) {}

  private static final int NOBODY = -1;

  private final List<Track> tracks = new ArrayList<>();
  private final List<Slice> slices = new ArrayList<>();
  private final List<Instant> instants = new ArrayList<>();
  private final List<Value> values = new ArrayList<>();
  private final List<Station> stations = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();
  private int flows;
  private int running = NOBODY;
  private int cause;

  public List<Slice> slices() {
    return slices;
  }

  public List<Instant> instants() {
    return instants;
  }

  public List<Value> values() {
    return values;
  }

  public List<Station> stations() {
    return stations;
  }

  public List<Note> notes() {
    return notes;
  }

  /** Tracks on which something has not ended. */
  public List<String> open() {
    return tracks.stream().filter(each -> !each.open.isEmpty()).map(Track::path).toList();
  }

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public int track(String group, String name) {
    return counterTrack(group, name, Unit.COUNT);
  }

  @Override
  public int counterTrack(String group, String name, Unit unit) {
    String path = group + "/" + name;
    if (tracks.stream().anyMatch(each -> each.path.equals(path))) {
      throw new IllegalArgumentException("declared twice: " + path);
    }
    tracks.add(new Track(path, unit, new ArrayDeque<>()));
    return tracks.size() - 1;
  }

  @Override
  public void begin(int track, String name, long atPs, int flow) {
    Track on = tracks.get(track);
    if (!on.open.isEmpty() && on.open.getLast().fromPs > atPs) {
      throw new IllegalArgumentException(name + " begins before what holds it");
    }
    on.open.addLast(new Open(name, atPs));
    if (flow != NO_FLOW) {
      stations.add(new Station(flow, on.path, atPs));
    }
  }

  @Override
  public void end(int track, long atPs) {
    Open open = tracks.get(track).open.removeLast();
    if (open.fromPs > atPs) {
      throw new IllegalArgumentException(open.name + " ends before it begins");
    }
    slices.add(new Slice(tracks.get(track).path, open.name, open.fromPs, atPs));
  }

  @Override
  public void instant(int track, String name, long atPs) {
    instants.add(new Instant(tracks.get(track).path, name, atPs));
  }

  @Override
  public void counter(int track, long atPs, long value) {
    values.add(new Value(tracks.get(track).path, tracks.get(track).unit, atPs, value));
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
    notes.add(new Note(running == NOBODY ? "" : tracks.get(running).path, event, text, atPs));
  }
}
