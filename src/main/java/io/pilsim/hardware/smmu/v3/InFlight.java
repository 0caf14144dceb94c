package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.smmu.InvalidationLog;
import java.util.ArrayList;
import java.util.List;

/**
 * The transactions between reception and the end of their access, and what of them a sync waits
 * for: those that the SMMU was translating when its turn came, and those that use a translation
 * which an earlier invalidation removed.
 */
final class InFlight {
  final InvalidationLog log = new InvalidationLog();
  private final List<Sync> syncs = new ArrayList<>();
  private final Counter outdated;
  private Transaction latest;
  private long applied;
  private long turns;

  InFlight(StatGroup stats) {
    outdated =
        stats.counter("stale_after_sync", "translations in use that a sync should have seen");
    stats.laws().equal("stale after a sync = 0", outdated::value, () -> 0);
  }

  void enter(Transaction t) {
    t.outdatedBy = InvalidationLog.NONE;
    t.inSmmu = false;
    t.nextInFlight = null;
    t.previousInFlight = latest;
    if (latest != null) {
      latest.nextInFlight = t;
    }
    latest = t;
  }

  void leave(Transaction t) {
    if (t.nextInFlight == null) {
      latest = t.previousInFlight;
    } else {
      t.nextInFlight.previousInFlight = t.previousInFlight;
    }
    if (t.previousInFlight != null) {
      t.previousInFlight.nextInFlight = t.nextInFlight;
    }
    t.nextInFlight = null;
    t.previousInFlight = null;
    for (int i = syncs.size() - 1; i >= 0; i--) {
      if (holdsUp(t, syncs.get(i))) {
        letGo(i);
      }
    }
  }

  /** The SMMU begins to translate: what it learns from now on is as new as this. */
  void smmuBegins(Transaction t) {
    t.since = log.next();
    t.turn = turns;
    t.inSmmu = true;
  }

  /** A TLB of an interface knew: what it knows is as new as the latest that has got there. */
  void tlbKnew(Transaction t) {
    t.since = applied;
  }

  /** The interface has the SMMU's answer. */
  void smmuDone(Transaction t) {
    if (t.result.isKnown()) {
      t.outdatedBy = firstCover(t);
    }
    for (int i = syncs.size() - 1; i >= 0; i--) {
      if (t.turn < syncs.get(i).turn && t.outdatedBy >= syncs.get(i).sequence) {
        letGo(i);
      }
    }
    t.inSmmu = false;
  }

  /** An invalidation, that one by number, has taken effect at the interfaces. */
  void applied(long number) {
    applied = Math.max(applied, number + 1);
    for (Transaction t = latest; t != null; t = t.previousInFlight) {
      if (!t.inSmmu && t.result.isKnown() && t.outdatedBy > number) {
        t.outdatedBy = Math.min(t.outdatedBy, firstCover(t));
      }
    }
  }

  /** Whether what the transaction has learnt of its page may be cached at its interface. */
  boolean mayKeep(Transaction t) {
    return firstCover(t) == InvalidationLog.NONE;
  }

  /** Whether an entry of that tag may be cached, a leaf or a table. */
  boolean mayKeep(Transaction t, long address, int bits, long tag, boolean leaf) {
    return leaf
        ? !log.coverLeaf(t.since, address, bits, tag)
        : !log.coverTable(t.since, address, bits, tag);
  }

  /** The turn of a sync has come: it waits for what the SMMU is translating now. */
  void turnOf(Sync sync) {
    turns++;
    sync.turn = turns;
    sync.sequence = log.next();
  }

  /** Waits for what holds the sync up; it is told when that is over, at once where nothing does. */
  void begin(Sync sync) {
    sync.holders = 0;
    for (Transaction t = latest; t != null; t = t.previousInFlight) {
      if (holdsUp(t, sync)) {
        sync.holders++;
      }
    }
    if (sync.holders == 0) {
      sync.drained();
    } else {
      syncs.add(sync);
    }
  }

  /** Looks once more, by the log alone, for what a sync that ends now must have waited for. */
  void check(Sync sync) {
    for (Transaction t = latest; t != null; t = t.previousInFlight) {
      if (!t.inSmmu && t.result.isKnown() && firstCover(t) < sync.sequence) {
        outdated.increment();
      }
    }
  }

  private void letGo(int index) {
    Sync sync = syncs.get(index);
    sync.holders--;
    if (sync.holders == 0) {
      syncs.remove(index);
      sync.drained();
    }
  }

  private static boolean holdsUp(Transaction t, Sync sync) {
    return (t.inSmmu && t.turn < sync.turn) || t.outdatedBy < sync.sequence;
  }

  /** The first invalidation that what the transaction knows of its page is too old for. */
  private long firstCover(Transaction t) {
    long page = log.firstLeafCover(t.since, t.address, t.result.pageBits, t.result.tag);
    long stream = Tags.configuration(t.streamId, t.substreamId);
    return Math.min(page, log.firstLeafCover(t.since, 0, 0, stream));
  }
}
