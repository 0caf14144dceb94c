package io.pilsim.engine;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The random streams of one replication of a run. Each component instance has its own, named by its
 * path: what one draws never changes what another gets, so variants share their random numbers.
 */
public final class RandomStreams {
  private final long seed;
  private final int replication;
  private final SortedMap<String, RandomStream> streams = new TreeMap<>();

  public RandomStreams(long seed, int replication) {
    this.seed = seed;
    this.replication = replication;
  }

  /** The stream of that name; a name is given once, for a stream has one owner. */
  public RandomStream stream(String name) {
    RandomStream stream = new RandomStream(StreamSeed.generator(name, seed, replication));
    if (streams.putIfAbsent(name, stream) != null) {
      throw new IllegalArgumentException("a random stream with two owners: " + name);
    }
    return stream;
  }

  /** How many numbers all streams together have drawn; 0 means that nothing was left to chance. */
  public long drawn() {
    long drawn = 0;
    for (RandomStream stream : streams.values()) {
      drawn += stream.drawn();
    }
    return drawn;
  }
}
