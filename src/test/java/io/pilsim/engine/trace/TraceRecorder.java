package io.pilsim.engine.trace;

import io.pilsim.engine.stats.Unit;
import java.util.ArrayList;
import java.util.List;

/** Keeps everything in memory, in the order told, with tracks as {@code group/name}. */
public final class TraceRecorder implements TraceSink {
  public record Slice(String track, String name, long fromPs, long toPs) {}

  public record Instant(String track, String name, long atPs) {}

  public record Value(String track, Unit unit, long atPs, long value) {}

  public record Station(int flow, String track, long atPs) {}

  private record Track(String path, Unit unit) {}

  private final List<Track> tracks = new ArrayList<>();
  private final List<Slice> slices = new ArrayList<>();
  private final List<Instant> instants = new ArrayList<>();
  private final List<Value> values = new ArrayList<>();
  private final List<Station> stations = new ArrayList<>();
  private int flows;

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
    Track track = new Track(group + "/" + name, unit);
    if (tracks.contains(track)) {
      throw new IllegalArgumentException("declared twice: " + track.path);
    }
    tracks.add(track);
    return tracks.size() - 1;
  }

  @Override
  public void slice(int track, String name, long fromPs, long toPs) {
    if (fromPs > toPs) {
      throw new IllegalArgumentException(name + " ends before it begins: " + fromPs + ", " + toPs);
    }
    slices.add(new Slice(tracks.get(track).path, name, fromPs, toPs));
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
    return flows++;
  }

  @Override
  public void flowThrough(int flow, int track, long atPs) {
    stations.add(new Station(flow, tracks.get(track).path, atPs));
  }
}
