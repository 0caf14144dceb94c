package io.pilsim.hardware.smmu.v2;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.Level;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import io.pilsim.engine.trace.TraceSink;
import io.pilsim.hardware.smmu.SetAssociative;
import io.pilsim.hardware.smmu.StreamAccess;
import io.pilsim.hardware.smmu.StreamPort;

/**
 * A translation buffer unit: the micro TLB in front of some bus masters.
 *
 * <p><b>Models:</b> reads and writes as two channels that admit in order and answer out of order;
 * hits under misses, for writes only while the data of the missed ones fits the write buffer; a
 * bounded number of misses with the TCU, one more of which blocks its channel; bounds on what is
 * outstanding; one lookup after another; faults.
 *
 * <p><b>Does not model:</b> the order of transactions with equal AXI identifiers, the data
 * channels. Two misses of one page both go to the TCU, for the TRM tells of no check against that;
 * {@link TbuParams#mergesMisses} makes the second wait for the first.
 *
 * <p>Source: MMU-500 TRM DDI 0517, 2.1 (hit latency), 2.3.3 (hit under miss), 2.3.5 (bounds).
 */
public final class Tbu implements StreamPort {
  /** The words of a TLB entry. */
  static final int OUTPUT = 0;

  static final int PERMISSIONS = 1;
  static final int TLB_WORDS = 2;

  private static final int NONE = SetAssociative.NONE;

  private final TbuParams params;
  private final long hitPs;
  private final long portPs;
  private final Tcu tcu;
  private final Shared shared;
  private final StreamMap streams;
  private final ContextBank[] banks;
  private final Simulator sim;
  private final FaultReports faults;

  private final SetAssociative tlb;
  private final Transfers transfers;
  private final Channel reads;
  private final Channel writes;
  private final Misses misses;
  private int freeBeats;
  private long portFreePs;

  private final Counter requests;
  private final Counter answers;
  private final Counter released;
  private final Counter blocked;
  private final Level outstanding;
  private final Latency stay;
  private final TimeSpent timeSpent;
  private final TraceSink trace;
  private final boolean traced;
  private final int track;
  private int qos;

  Tbu(TbuParams params, Tcu tcu, PageWalker walker, Shared shared, StatGroup stats) {
    this.params = params;
    this.hitPs = shared.clock.toPs(params.hit());
    this.portPs = shared.clock.toPs(params.port());
    this.tcu = tcu;
    this.shared = shared;
    this.streams = shared.streams;
    this.banks = shared.banks;
    this.faults = shared.faults;
    this.sim = shared.sim;
    this.timeSpent = shared.timeSpent;
    this.trace = sim.trace();
    this.traced = trace.isOn();
    this.track = trace.track(shared.stats.path(), stats.path());
    this.tlb = new SetAssociative(params.microTlb(), TLB_WORDS, shared.random, stats.child("utlb"));
    this.transfers = new Transfers(params.reads() + params.writes());
    this.reads = new Channel(params.reads());
    this.writes = new Channel(params.writes());
    this.misses = new Misses(params.walks(), this, tcu, walker);
    this.freeBeats = params.writeBufferBeats();
    this.requests = stats.counter("requests", "accesses that asked for a translation");
    this.answers = stats.counter("answers", "accesses translated or refused");
    this.released = stats.counter("released", "accesses whose transaction is over");
    this.blocked = stats.counter("blocked", "times that a miss blocked its channel");
    stats.laws().equal("requests = answers", requests::value, answers::value);
    this.outstanding = stats.level("outstanding", Unit.COUNT, "accesses not released", sim);
    this.stay = stats.latency("stay", "from an access to its release");
    stats.laws().equal("requests = released", requests::value, released::value);
    stats.laws().little("accesses", outstanding, stay);
  }

  @Override
  public void translate(StreamAccess access) {
    requests.increment();
    outstanding.add(1);
    access.taken(this, sim.nowPs());
    Channel channel = channelOf(access);
    channel.add(access);
    admit(channel);
  }

  @Override
  public void release(StreamAccess access) {
    released.increment();
    outstanding.add(-1);
    stay.record(sim.nowPs() - access.askedPs());
    transfers.leave(access.ticket());
    Channel channel = channelOf(access);
    channel.released();
    admit(channel);
  }

  private void admit(Channel channel) {
    while (channel.mayAdmit()) {
      StreamAccess access = channel.admit();
      int at = transfers.take(access);
      access.setTicket(at);
      timeSpent.order.add(sim.nowPs() - access.askedPs());
      begin(at, access, turnPs());
    }
  }

  /** How long until this access has had its lookup. */
  private long turnPs() {
    long nowPs = sim.nowPs();
    long startPs = Math.max(nowPs, portFreePs);
    portFreePs = startPs + portPs;
    if (traced) {
      trace.begin(track, "look up", startPs, TraceSink.NO_FLOW);
      trace.end(track, portFreePs);
    }
    timeSpent.port.add(startPs - nowPs);
    timeSpent.lookup.add(hitPs);
    return startPs - nowPs + hitPs;
  }

  private void begin(int at, StreamAccess access, long delayPs) {
    int target = streams.targetOf(access.streamId());
    if (target == StreamMap.FAULT) {
      faults.global(access);
      answer(access, delayPs);
    } else if (target == StreamMap.BYPASS || !banks[target].isEnabled()) {
      access.translated(access.iova());
      answer(access, delayPs);
    } else {
      lookUp(at, access, banks[target], delayPs);
    }
  }

  private void lookUp(int at, StreamAccess access, ContextBank bank, long delayPs) {
    int entry = tlb.lookup(access.iova(), bank.tag(), bank.inputTag());
    if (entry == NONE) {
      missed(at, access, bank, delayPs);
    } else {
      transfers.uses(at, tlb.base(entry), tlb.pageBits(entry), bank.tag(), bank.inputTag());
      long output = tlb.word(entry, OUTPUT) + access.iova() - tlb.base(entry);
      finish(access, bank, output, tlb.word(entry, PERMISSIONS), delayPs);
    }
  }

  private void missed(int at, StreamAccess access, ContextBank bank, long delayPs) {
    if (access.isWrite()) {
      leaveInBuffer(at, access);
    }
    Miss same = params.mergesMisses() ? misses.find(bank, access.iova()) : null;
    if (same != null) {
      transfers.lookedUp(at, sim.nowPs() + delayPs);
      misses.join(same, at, transfers);
    } else if (misses.isAnyFree()) {
      request(at, access, bank, delayPs);
    } else {
      blocked.increment();
      transfers.lookedUp(at, sim.nowPs() + delayPs);
      channelOf(access).block();
      misses.await(at);
    }
  }

  /** Puts the data of a write that missed aside, or keeps all later writes waiting. */
  private void leaveInBuffer(int at, StreamAccess access) {
    int beats = (access.bytes() + params.beatBytes() - 1) / params.beatBytes();
    if (beats <= freeBeats) {
      freeBeats -= beats;
      transfers.buffer(at, beats);
    } else {
      transfers.block(at);
      writes.block();
    }
  }

  private void request(int at, StreamAccess access, ContextBank bank, long delayPs) {
    Miss miss = misses.take(at);
    miss.aim(bank, access.iova());
    miss.qos = qos;
    miss.flow = trace.cause();
    tcu.request(miss, delayPs);
  }

  /** A miss is back from the TCU. */
  void returned(Miss miss) {
    boolean found = miss.fault == FaultKind.NONE;
    if (found && !miss.stale) {
      shared.checkFill(miss);
      int entry = tlb.fill(miss.input, miss.pageBits, miss.tag(), miss.inputTag());
      tlb.setWord(entry, OUTPUT, miss.output);
      tlb.setWord(entry, PERMISSIONS, miss.permissions);
    }
    answerWaiting(miss.firstWaiting, miss, found, 0);
    int at = transfers.nextWaiting(miss.firstWaiting);
    while (at != Transfers.NONE) {
      int next = transfers.nextWaiting(at);
      long waitedPs = sim.nowPs() - transfers.lookedUpPs(at);
      timeSpent.merged.add(Math.max(0, waitedPs));
      answerWaiting(at, miss, found, Math.max(0, -waitedPs));
      at = next;
    }
    misses.leave(miss);
    unblock();
    admit(writes);
  }

  private void answerWaiting(int at, Miss miss, boolean found, long delayPs) {
    StreamAccess access = transfers.access(at);
    freeBeats += transfers.bufferedBeats(at);
    if (transfers.blocksChannel(at)) {
      writes.unblock();
    }
    if (found) {
      long mask = (1L << miss.pageBits) - 1;
      transfers.uses(at, miss.input & ~mask, miss.pageBits, miss.tag(), miss.inputTag());
      if (miss.stale) {
        transfers.mark(at, miss.bank.index);
      }
      finish(access, miss.bank, miss.output | (access.iova() & mask), miss.permissions, delayPs);
    } else {
      faults.walk(miss, access);
      answer(access, delayPs);
    }
  }

  /** A channel that waited for a miss to end goes on. */
  private void unblock() {
    int at = misses.nextAwaiting();
    if (at != Transfers.NONE) {
      StreamAccess access = transfers.access(at);
      long waitPs = sim.nowPs() - transfers.lookedUpPs(at);
      timeSpent.slot.add(Math.max(0, waitPs));
      request(at, access, banks[streams.targetOf(access.streamId())], Math.max(0, -waitPs));
      Channel channel = channelOf(access);
      if (!transfers.blocksChannel(at)) {
        channel.unblock();
      }
      admit(channel);
    }
  }

  private void finish(
      StreamAccess access, ContextBank bank, long output, long permissions, long delayPs) {
    if (faults.allows(permissions, access, bank)) {
      access.translated(output);
    }
    answer(access, delayPs);
  }

  private void answer(StreamAccess access, long delayPs) {
    answers.increment();
    shared.translationTime.record(sim.nowPs() - access.askedPs() + delayPs);
    sim.after(delayPs, access);
  }

  /** The quality of service that its walks get. */
  void setQos(int qos) {
    this.qos = qos;
  }

  void invalidate(Invalidation command) {
    command.removeFrom(tlb);
    transfers.invalidated(command);
  }

  void drain(int bank, Places.Drain drain) {
    transfers.drain(bank, drain);
  }

  boolean holds(long address, long tag, long inputTag) {
    return tlb.peek(address, tag, inputTag) != NONE;
  }

  private Channel channelOf(StreamAccess access) {
    return access.isWrite() ? writes : reads;
  }
}
