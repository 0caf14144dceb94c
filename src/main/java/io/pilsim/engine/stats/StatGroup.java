package io.pilsim.engine.stats;

import io.pilsim.engine.Simulator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** The statistics and laws of one component instance, named by its path in the platform. */
public final class StatGroup {
  /** A statistic with all that a report needs to know of it. */
  public record Entry(String path, Unit unit, String description, Stat stat) {}

  private final String path;
  private final SortedMap<String, Entry> entries;
  private final Laws laws;

  /** The root of a tree; with an empty path, its statistics and children have a name alone. */
  public StatGroup(String path) {
    this(path, new TreeMap<>(), new Laws(path));
  }

  private StatGroup(String path, SortedMap<String, Entry> entries, Laws laws) {
    this.path = path;
    this.entries = entries;
    this.laws = laws;
  }

  public StatGroup child(String name) {
    String childPath = pathOf(name);
    return new StatGroup(childPath, entries, laws.of(childPath));
  }

  public Counter counter(String name, String description) {
    return counter(name, Unit.COUNT, description);
  }

  /** A total of something that has a unit, such as bytes or time. */
  public Counter counter(String name, Unit unit, String description) {
    return register(name, unit, description, new Counter());
  }

  public Latency latency(String name, String description) {
    return register(name, Unit.PICOSECONDS, description, new Latency());
  }

  /** Durations in their order, of which the warm-up is yet to be deleted. */
  public OrderedLatency ordered(String name, String description) {
    return register(name, Unit.PICOSECONDS, description, new OrderedLatency());
  }

  public Sample sample(String name, Unit unit, String description) {
    return register(name, unit, description, new Sample());
  }

  public Level level(String name, Unit unit, String description, Simulator sim) {
    return register(name, unit, description, new Level(pathOf(name), unit, sim));
  }

  /**
   * A fraction of a window of time.
   *
   * @param takenPs for how long it has been taken until now, since the start of the run
   */
  public Occupancy occupancy(String name, String description, Simulator sim, LongSupplier takenPs) {
    return register(name, Unit.FRACTION, description, new Occupancy(sim, takenPs));
  }

  public Laws laws() {
    return laws;
  }

  public String path() {
    return path;
  }

  /** Marks every statistic of the whole tree: what was measured until now does not count. */
  public void mark() {
    entries.values().forEach(entry -> entry.stat.mark());
  }

  /** The window of every occupancy of the whole tree begins. */
  public void openWindow() {
    for (Entry entry : entries.values()) {
      if (entry.stat instanceof Occupancy occupancy) {
        occupancy.mark();
      }
    }
  }

  /** And ends. */
  public void closeWindow() {
    for (Entry entry : entries.values()) {
      if (entry.stat instanceof Occupancy occupancy) {
        occupancy.close();
      }
    }
  }

  /** Every statistic of the whole tree of groups, by path. */
  public List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  /** The statistic with that path, from the root; empty when no component has declared it. */
  public Optional<Entry> find(String statPath) {
    return Optional.ofNullable(entries.get(statPath));
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private <S extends Stat> S register(String name, Unit unit, String description, S stat) {
    Entry entry = new Entry(pathOf(name), unit, description, stat);
    if (entries.putIfAbsent(entry.path, entry) != null) {
      throw new IllegalArgumentException("declared twice: " + entry.path);
    }
    return stat;
  }
}
