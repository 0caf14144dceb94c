package io.pilsim.hardware.smmu.v3;

import static io.pilsim.hardware.smmu.SetAssociative.NONE;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.memory.PhysicalMemory;

/**
 * Finds the configuration of a stream: in the configuration cache, or by reading its stream table
 * entry and, where stage 1 is on, its context descriptor.
 *
 * <p><b>Models:</b> linear and two-level tables of both; an entry and its descriptor cached as one;
 * a descriptor whose address stage 2 translates; concurrent misses of one stream that all read.
 *
 * <p><b>Does not model:</b> substream 0 rules (S1DSS), the caching of first-level descriptors.
 *
 * <p>Source: IHI 0070, "Stream table lookup", "Context descriptor lookup".
 */
final class ConfigFetch {
  private static final int WORD = 8;
  private static final int SPAN = 0x1f;
  private static final long TABLE = (1L << 52) - (1L << 6);
  private static final long LEAF_TABLE = (1L << 52) - (1L << 12);

  private final CacheStage cache;
  private final RequestPort port;
  private final PhysicalMemory memory;
  private final StreamTable streams;
  private final InFlight inFlight;
  private final Geometries geometries = new Geometries();
  private final Counter reads;

  ConfigFetch(
      CacheStage cache,
      RequestPort port,
      PhysicalMemory memory,
      StreamTable streams,
      InFlight inFlight,
      StatGroup stats) {
    this.cache = cache;
    this.port = port;
    this.memory = memory;
    this.streams = streams;
    this.inFlight = inFlight;
    this.reads = stats.counter("reads", "table entries and descriptors fetched");
  }

  void invalidate(Invalidation command) {
    command.removeFromConfiguration(cache.cache);
  }

  void find(Transaction t) {
    if (cache.enabled) {
      cache.read(t, Step.CONFIG_READ);
    } else {
      fetch(t);
    }
  }

  void cacheRead(Transaction t) {
    int index = cache.lookup(0, t.streamId, t.substreamId);
    if (index == NONE) {
      fetch(t);
    } else {
      t.context.load(cache.cache, index, geometries);
      known(t);
    }
  }

  private void fetch(Transaction t) {
    t.path |= Path.CONFIG_MISS;
    if (!streams.covers(t.streamId)) {
      fail(t, Fault.BAD_STREAM);
    } else if (streams.isTwoLevel()) {
      port.enterRead(t, Step.STREAM_L1_SENT);
    } else {
      t.walk.stage1.table = streams.base() + t.streamId * StreamTableEntry.BYTES;
      port.enterRead(t, Step.STREAM_ENTRY_SENT);
    }
  }

  void streamL1Sent(Transaction t) {
    long first = streams.base() + (t.streamId >>> streams.split()) * WORD;
    read(t, first, Step.STREAM_L1_READ);
  }

  void streamL1Read(Transaction t) {
    if (t.isAborted()) {
      fail(t, Fault.STREAM_ENTRY_FETCH);
      return;
    }
    long first = t.word();
    int span = (int) first & SPAN;
    long index = t.streamId & ((1L << streams.split()) - 1);
    if (span == 0 || index >= 1L << (span - 1)) {
      fail(t, Fault.BAD_STREAM);
    } else {
      t.walk.stage1.table = (first & TABLE) + index * StreamTableEntry.BYTES;
      port.enterRead(t, Step.STREAM_ENTRY_SENT);
    }
  }

  void streamEntrySent(Transaction t) {
    read(t, t.walk.stage1.table, Step.STREAM_ENTRY_READ);
  }

  void streamEntryRead(Transaction t) {
    if (t.isAborted()) {
      fail(t, Fault.STREAM_ENTRY_FETCH);
      return;
    }
    long at = t.walk.stage1.table;
    long stage1 = memory.readWord(at + WORD * StreamTableEntry.STAGE1_CONTROL);
    long control = memory.readWord(at + WORD * StreamTableEntry.STAGE2_CONTROL);
    long table = memory.readWord(at + WORD * StreamTableEntry.STAGE2_TABLE);
    Fault wrong = t.context.setStreamEntry(t.word(), stage1, control, table, geometries);
    if (wrong != Fault.NONE) {
      fail(t, wrong);
    } else if (t.context.stage1) {
      fetchContext(t);
    } else {
      fetched(t);
    }
  }

  private void fetchContext(Transaction t) {
    long entry = t.context.streamEntry;
    long contexts = StreamTableEntry.contexts(entry);
    if (t.substreamId >>> StreamTableEntry.log2Contexts(entry) != 0) {
      fail(t, Fault.BAD_SUBSTREAM);
    } else if (StreamTableEntry.contextsAreLinear(entry)) {
      readContext(t, contexts + t.substreamId * ContextDescriptor.BYTES);
    } else {
      long first = t.substreamId >>> StreamTableEntry.contextLeafBits(entry);
      t.walk.stage1.table = contexts + first * WORD;
      port.enterRead(t, Step.CONTEXT_L1_SENT);
    }
  }

  void contextL1Sent(Transaction t) {
    read(t, t.walk.stage1.table, Step.CONTEXT_L1_READ);
  }

  void contextL1Read(Transaction t) {
    long first = t.word();
    if (t.isAborted()) {
      fail(t, Fault.CONTEXT_FETCH);
    } else if ((first & 1) == 0) {
      fail(t, Fault.BAD_SUBSTREAM);
    } else {
      int bits = StreamTableEntry.contextLeafBits(t.context.streamEntry);
      long index = t.substreamId & ((1L << bits) - 1);
      readContext(t, (first & LEAF_TABLE) + index * ContextDescriptor.BYTES);
    }
  }

  private void readContext(Transaction t, long address) {
    if (t.context.stage2) {
      t.device.smmu.walker.stage2.translate(t, address, Walk.For.CONTEXT_DESCRIPTOR);
    } else {
      contextAt(t, address);
    }
  }

  /** The physical address of the descriptor is known. */
  void contextAt(Transaction t, long address) {
    t.walk.stage1.table = address;
    port.enterRead(t, Step.CONTEXT_SENT);
  }

  void contextSent(Transaction t) {
    read(t, t.walk.stage1.table, Step.CONTEXT_READ);
  }

  void contextRead(Transaction t) {
    if (t.isAborted()) {
      fail(t, Fault.CONTEXT_FETCH);
      return;
    }
    long table = memory.readWord(t.walk.stage1.table + WORD * ContextDescriptor.TABLE);
    if (t.context.setContext(t.word(), table, geometries)) {
      fetched(t);
    } else {
      fail(t, Fault.BAD_CONTEXT);
    }
  }

  private void fetched(Transaction t) {
    if (cache.enabled) {
      cache.write(t, Step.CONFIG_WRITTEN);
    } else {
      known(t);
    }
  }

  void cacheWritten(Transaction t) {
    if (inFlight.mayKeep(t, 0, 0, Tags.configuration(t.streamId, t.substreamId), true)) {
      t.context.store(cache.cache, cache.cache.fill(0, 0, t.streamId, t.substreamId));
    }
    cache.slots.release();
    known(t);
  }

  private void known(Transaction t) {
    t.device.smmu.configured(t);
  }

  void fail(Transaction t, Fault why) {
    t.result.fail(why);
    t.device.smmu.sendBack(t);
  }

  private void read(Transaction t, long address, Step then) {
    t.configReads++;
    reads.increment();
    t.walk.fetchAddress = address;
    port.sendRead(t, address, then);
  }
}
