package io.pilsim.software.linux.smmuv3;

import io.pilsim.engine.RandomStream;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.cpu.CacheLine;
import io.pilsim.hardware.cpu.TopologyParams;
import io.pilsim.hardware.smmu.v3.Command;
import io.pilsim.hardware.smmu.v3.CommandError;
import io.pilsim.hardware.smmu.v3.CommandQueueListener;
import io.pilsim.hardware.smmu.v3.CommandQueuePort;
import java.util.ArrayList;
import java.util.List;

/**
 * What the driver keeps of one command queue: the word by which CPUs reserve entries, which entries
 * have been written, whose turn it is to publish, and who waits for what. Positions count entries
 * from the start of time.
 *
 * <p>Source: Linux 6.18, drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c, arm_smmu_cmdq_issue_cmdlist.
 */
public final class CommandQueue implements CommandQueueListener {
  private static final int LAST_LEVEL = 3;
  private static final int ENTRY_BITS = 3; // of the eight bytes of a descriptor

  private final CommandQueuePort port;
  final CacheLine reservation;
  final CacheLine validity;
  final CacheLine control; // whose turn it is to publish, and how many wait for a sync
  private final boolean[] written;
  private final List<CommandList> lists = new ArrayList<>();
  private final int mask;
  private final RandomStream random;
  private final long transferPs;
  private long producer;
  private long published;
  private long ownerTurn;
  private long consumed;
  private boolean owned;
  private long version;
  private int syncing;

  final Counter attempts;
  final Counter failures;
  private final Counter commands;
  private final Counter syncs;
  private final Counter publications;
  private final Counter full;

  /**
   * @param random when others who want the reservation's line ask for it
   * @param lines where the statistics of its cache lines go
   * @param stats the queue's own
   */
  public CommandQueue(
      CommandQueuePort port,
      TopologyParams topology,
      RandomStream random,
      Simulator sim,
      StatGroup stats,
      StatGroup lines) {
    this.port = port;
    this.random = random;
    this.transferPs = Math.max(1, topology.nodePs());
    this.mask = 2 * port.entries() - 1;
    this.written = new boolean[port.entries()];
    this.reservation = new CacheLine(topology, sim, lines.child("reservation"));
    this.validity = new CacheLine(topology, sim, lines.child("validity"));
    this.control = new CacheLine(topology, sim, lines.child("control"));
    this.attempts = stats.counter("cas_attempts", "tries to reserve entries");
    this.failures = stats.counter("cas_failures", "tries that another CPU came before");
    this.commands = stats.counter("commands", "commands written, syncs not counted");
    this.syncs = stats.counter("syncs", "CMD_SYNCs written");
    this.publications = stats.counter("publications", "times the producer register was written");
    this.full = stats.counter("full", "times a CPU found no room");
    stats.laws().equal("entries reserved = consumed", () -> producer, () -> consumed);
  }

  CommandList newList(int core) {
    CommandList list = new CommandList(core, this);
    lists.add(list);
    return list;
  }

  int look(CommandList list) {
    list.seen = version;
    list.reserved = false;
    return 0;
  }

  boolean hasSpace(CommandList list) {
    return producer + list.entries() - consumed <= port.entries();
  }

  int awaitSpace(CommandList list) {
    full.increment();
    list.space.lower();
    list.awaitsSpace = true;
    if (hasSpace(list)) {
      list.space.raise();
    }
    return 0;
  }

  int compareAndExchange(CommandList list) {
    attempts.increment();
    if (list.seen == version && hasSpace(list)) {
      return reserve(list);
    }
    failures.increment();
    list.seen = version;
    return 0;
  }

  /**
   * The next try, made before the line has left the core, where it is. Nobody came between, then.
   *
   * @param afterPs the failed one
   */
  int tryAgain(CommandList list, long afterPs) {
    boolean kept = random.nextLong(transferPs) >= Math.min(afterPs, transferPs);
    return kept ? compareAndExchange(list) : 0;
  }

  int add(CommandList list) {
    attempts.increment();
    return reserve(list);
  }

  private int reserve(CommandList list) {
    list.first = producer;
    list.reserved = true;
    list.owner = !owned;
    owned = true;
    producer += list.entries();
    version++;
    return 0;
  }

  /** Stores the commands of the list. */
  int write(CommandList list, DomainTag tag, boolean ranges) {
    long at = list.first;
    for (int i = 0; i < list.commands; i++) {
      writeOne(list, at++, tag, ranges);
    }
    commands.add(list.commands);
    if (list.sync) {
      list.syncAt = at;
      list.synced.lower();
      list.awaitsSync = true;
      syncs.increment();
      int index = index(at);
      port.write(index, Command.syncWithMsi(0), Command.msiWord1(port.address(index)));
    }
    return 0;
  }

  private void writeOne(CommandList list, long at, DomainTag tag, boolean ranges) {
    if (list.wholeContext) {
      port.write(index(at), tag.everything(), 0);
      return;
    }
    long word0 = tag.byAddress();
    if (!ranges) {
      port.write(index(at), word0, Command.address(list.next, list.leafOnly));
      list.next += list.page;
      return;
    }
    long pages = (list.end - list.next) / list.page;
    int scale = Long.numberOfTrailingZeros(pages);
    long num = pages >>> scale & Command.MOST_NUM;
    int bits = Long.numberOfTrailingZeros(list.page);
    int granuleBits = bits < 14 ? 12 : bits < 16 ? 14 : 16;
    int extra = bits - granuleBits;
    int level = list.leafOnly ? LAST_LEVEL - extra / (granuleBits - ENTRY_BITS) : 0;
    port.write(
        index(at),
        word0 | Command.range((int) num - 1, scale + extra),
        Command.rangeAddress(list.next, list.leafOnly, granuleBits, level));
    list.next += (num << scale) * list.page;
  }

  /** Notes that the list's entries are there; an owner may wait for that. */
  int markWritten(CommandList list) {
    for (long at = list.first; at < list.first + list.entries(); at++) {
      written[(int) at & written.length - 1] = true;
    }
    for (int i = 0; i < lists.size(); i++) {
      CommandList other = lists.get(i);
      if (other.awaitsWritten && isWritten(other)) {
        other.awaitsWritten = false;
        other.written.raise();
      }
    }
    return 0;
  }

  private boolean isWritten(CommandList list) {
    for (long at = list.first; at < list.publishEnd; at++) {
      if (!written[(int) at & written.length - 1]) {
        return false;
      }
    }
    return true;
  }

  int awaitTurn(CommandList list) {
    list.ownerTurn.lower();
    list.awaitsTurn = ownerTurn != list.first;
    if (!list.awaitsTurn) {
      list.ownerTurn.raise();
    }
    return 0;
  }

  /** Nobody joins this owner's entries any more. */
  int stopGathering(CommandList list) {
    list.publishEnd = producer;
    owned = false;
    version++;
    list.written.lower();
    list.awaitsWritten = !isWritten(list);
    if (!list.awaitsWritten) {
      list.written.raise();
    }
    return 0;
  }

  int publish(CommandList list) {
    for (long at = list.first; at < list.publishEnd; at++) {
      written[(int) at & written.length - 1] = false;
    }
    published = list.publishEnd;
    publications.increment();
    port.publish(index(published));
    return 0;
  }

  int passTurn(CommandList list) {
    ownerTurn = list.publishEnd;
    for (int i = 0; i < lists.size(); i++) {
      CommandList other = lists.get(i);
      if (other.awaitsTurn && other.first == ownerTurn) {
        other.awaitsTurn = false;
        other.ownerTurn.raise();
      }
    }
    return 0;
  }

  int beginSync() {
    syncing++;
    return 0;
  }

  /** The last one that waited writes the consumer index down, which every reserver sees. */
  int endSync() {
    syncing--;
    version += syncing == 0 ? 1 : 0;
    return 0;
  }

  boolean isConsumed(CommandList list) {
    return !list.awaitsSync;
  }

  @Override
  public void consumed(int consumer) {
    consumed = published - (index(published) - consumer & mask);
    for (int i = 0; i < lists.size(); i++) {
      CommandList list = lists.get(i);
      if (list.awaitsSpace && hasSpace(list)) {
        list.awaitsSpace = false;
        list.space.raise();
      }
    }
  }

  @Override
  public void synced(int index) {
    for (int i = 0; i < lists.size(); i++) {
      CommandList list = lists.get(i);
      if (list.isSyncedBy(index, mask)) {
        return;
      }
    }
  }

  @Override
  public void stopped(CommandError error) {
    throw new IllegalStateException("the SMMU refuses a command of the driver: " + error);
  }

  private int index(long position) {
    return (int) position & mask;
  }
}
