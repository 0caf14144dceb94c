package io.pilsim.platform.validation;

import io.pilsim.engine.RandomStream;
import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.smmu.Replacement;
import io.pilsim.hardware.smmu.SetAssociative;
import io.pilsim.hardware.smmu.SetAssociativeParams;
import io.pilsim.platform.model.ModelReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Dependent loads at random places of a working set, through levels of caches.
 *
 * <p><b>Models:</b> caches with sets, ways and replacement; a line that misses is put into every
 * level; a load takes as long as the level that has its line.
 *
 * <p><b>Does not model:</b> address translation of the core, prefetching, victims that go down.
 */
public final class StaircaseBench {
  private static final int LINE_BITS = 6;
  private static final int PLACE_BITS = 12; // lines are numbered like pages, so that sets fit
  private static final int NO_TAG = 0;
  private static final int LOADS = 20_000;
  private static final int WARM_UP = 3; // loads for each line of the caches

  /** One level, with how long a load takes that it answers. */
  private record Level(SetAssociative lines, long loadPs) {}

  private final List<Level> levels = new ArrayList<>();
  private final RandomStreams streams = new RandomStreams(1, 0);
  private final long memoryPs;
  private long cachedLines;

  /**
   * @param model with {@code levels.NAME.size}, {@code .ways} and {@code .load}, nearest level
   *     first, and {@code memory.load}
   */
  public StaircaseBench(ModelReader model) {
    this.memoryPs = model.durationPs("memory.load");
    for (String name : model.children("levels")) {
      ModelReader level = model.below("levels." + name);
      int entries = (int) (level.bytes("size") >> LINE_BITS);
      cachedLines += entries;
      SetAssociativeParams params =
          new SetAssociativeParams(entries, level.count("ways"), Replacement.RANDOM);
      RandomStream random = streams.stream(name);
      levels.add(
          new Level(
              new SetAssociative(params, 1, random::nextInt, new StatGroup(name)),
              level.durationPs("load")));
    }
  }

  /** The mean of a load, in picoseconds, once the caches are warm. */
  public double meanPs(long workingSet) {
    RandomStream places = streams.stream("loads." + workingSet);
    long lines = Math.max(1, workingSet >> LINE_BITS);
    for (long line = 0; line < Math.min(lines, cachedLines); line++) {
      load(line);
    }
    for (long i = 0; i < WARM_UP * Math.min(lines, cachedLines); i++) {
      load(places.nextLong(lines));
    }
    double sumPs = 0;
    for (int i = 0; i < LOADS; i++) {
      sumPs += load(places.nextLong(lines));
    }
    return sumPs / LOADS;
  }

  private long load(long line) {
    long takesPs = memoryPs;
    int found = levels.size();
    for (int i = 0; i < levels.size() && found == levels.size(); i++) {
      if (levels.get(i).lines.lookup(line << PLACE_BITS, NO_TAG, NO_TAG) != SetAssociative.NONE) {
        found = i;
        takesPs = levels.get(i).loadPs;
      }
    }
    for (int i = 0; i < found; i++) {
      levels.get(i).lines.fill(line << PLACE_BITS, PLACE_BITS, NO_TAG, NO_TAG);
    }
    return takesPs;
  }
}
