package io.pilsim.hardware.smmu;

/** What one cache remembers of its uses, in order to choose who leaves a full set. */
public abstract class ReplacementState {
  ReplacementState() {}

  void hit(int set, int way) {}

  void filled(int set, int way) {}

  /** One of the ways 0 to usableWays - 1, all of which hold something. */
  abstract int victim(int set, int usableWays);

  static final class PointerPerSet extends ReplacementState {
    private final int[] next;

    PointerPerSet(int sets) {
      next = new int[sets];
    }

    @Override
    int victim(int set, int usableWays) {
      int way = next[set] % usableWays;
      next[set] = way + 1;
      return way;
    }
  }

  static final class OnePointer extends ReplacementState {
    private int latest;

    @Override
    int victim(int set, int usableWays) {
      latest = (latest + 1) % usableWays;
      return latest;
    }
  }

  static final class Stamps extends ReplacementState {
    private final int ways;
    private final boolean fillIsUse;
    private final long[] stamps;
    private long uses;

    Stamps(int sets, int ways, boolean fillIsUse) {
      this.ways = ways;
      this.fillIsUse = fillIsUse;
      this.stamps = new long[sets * ways];
    }

    @Override
    void hit(int set, int way) {
      stamps[set * ways + way] = uses++;
    }

    @Override
    void filled(int set, int way) {
      stamps[set * ways + way] = fillIsUse ? uses++ : 0;
    }

    @Override
    int victim(int set, int usableWays) {
      int base = set * ways;
      int oldest = 0;
      for (int way = 1; way < usableWays; way++) {
        if (stamps[base + way] < stamps[base + oldest]) {
          oldest = way;
        }
      }
      return oldest;
    }
  }

  /** Halves the ways at each node; any number of ways will do. */
  static final class Tree extends ReplacementState {
    private final int ways;
    private final int nodes;
    private final boolean[] right; // per node: the way to go for the next victim

    Tree(int sets, int ways) {
      this.ways = ways;
      this.nodes = Math.max(2, 2 * Integer.highestOneBit(ways));
      this.right = new boolean[sets * nodes];
    }

    @Override
    void hit(int set, int way) {
      pointAwayFrom(set, way);
    }

    @Override
    void filled(int set, int way) {
      pointAwayFrom(set, way);
    }

    @Override
    int victim(int set, int usableWays) {
      int from = 0;
      int to = ways;
      for (int node = 1; to - from > 1; ) {
        int middle = (from + to + 1) >>> 1;
        boolean goRight = right[set * nodes + node] && middle < usableWays;
        from = goRight ? middle : from;
        to = goRight ? to : middle;
        node = 2 * node + (goRight ? 1 : 0);
      }
      return from;
    }

    private void pointAwayFrom(int set, int way) {
      int from = 0;
      int to = ways;
      for (int node = 1; to - from > 1; ) {
        int middle = (from + to + 1) >>> 1;
        boolean isRight = way >= middle;
        right[set * nodes + node] = !isRight;
        from = isRight ? middle : from;
        to = isRight ? to : middle;
        node = 2 * node + (isRight ? 1 : 0);
      }
    }
  }

  static final class Chance extends ReplacementState {
    private final WayPicker random;

    Chance(WayPicker random) {
      this.random = random;
    }

    @Override
    int victim(int set, int usableWays) {
      return random.below(usableWays);
    }
  }
}
