package io.pilsim.engine.stats;

import io.pilsim.engine.Simulator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The statistics and laws of one component instance, named by its path in the platform. */
public final class StatGroup {
  /** A statistic with all that a report needs to know of it. */
  public record Entry(String path, Unit unit, String description, Stat stat) {}

  private final String path;
  private final SortedMap<String, Entry> entries;
  private final Laws laws;

  public StatGroup(String path) {
    this(path, new TreeMap<>(), new Laws(path));
  }

  private StatGroup(String path, SortedMap<String, Entry> entries, Laws laws) {
    this.path = path;
    this.entries = entries;
    this.laws = laws;
  }

  public StatGroup child(String name) {
    return new StatGroup(path + "." + name, entries, laws.child(name));
  }

  public Counter counter(String name, String description) {
    return register(name, Unit.COUNT, description, new Counter());
  }

  public Latency latency(String name, String description) {
    return register(name, Unit.PICOSECONDS, description, new Latency());
  }

  public Sample sample(String name, Unit unit, String description) {
    return register(name, unit, description, new Sample());
  }

  public Level level(String name, Unit unit, String description, Simulator sim) {
    return register(name, unit, description, new Level(sim));
  }

  public Laws laws() {
    return laws;
  }

  /** Every statistic of the whole tree of groups, by path. */
  public List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  private <S extends Stat> S register(String name, Unit unit, String description, S stat) {
    Entry entry = new Entry(path + "." + name, unit, description, stat);
    if (entries.putIfAbsent(entry.path, entry) != null) {
      throw new IllegalArgumentException("declared twice: " + entry.path);
    }
    return stat;
  }
}
