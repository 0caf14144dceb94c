package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.EngineKind;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.memory.FixedLatencyMemory;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.hardware.smmu.LeafAttributes;
import io.pilsim.hardware.smmu.LeafAttributes.MemoryType;
import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.hardware.smmu.TableGeometry;
import io.pilsim.hardware.smmu.TablePages;
import io.pilsim.hardware.smmu.WayPicker;
import java.util.ArrayList;
import java.util.List;

/** An SMMUv3 over real tables, one device on it, and a memory of 50 cycles. One cycle is 1 ns. */
final class Rig {
  static final long CYCLE_PS = 1_000;
  static final int MEMORY = 50;
  static final long READ_WRITE = LeafAttributes.stage1(true, false, MemoryType.CACHEABLE);
  static final long READ_ONLY = LeafAttributes.stage1(false, false, MemoryType.CACHEABLE);
  static final long STAGE2 = LeafAttributes.stage2(true, true, false, MemoryType.CACHEABLE);
  static final long STREAM_TABLE = 0x1_0000;
  private static final long CONTEXTS = 0x2_0000;

  final Simulator sim;
  final StatGroup stats = new StatGroup("smmu");
  final PhysicalMemory memory;
  final SmmuV3 smmu;
  final DeviceInterface device;
  final List<Request> answered = new ArrayList<>();
  private long nextTable = 0x10_0000;

  Rig(SmmuV3Params params) {
    this(params, 1L << 40, bound -> 0);
  }

  Rig(SmmuV3Params params, long memoryBytes, WayPicker random) {
    this(params, memoryBytes, random, EngineKind.DEFAULT.create());
  }

  Rig(SmmuV3Params params, long memoryBytes, WayPicker random, Simulator sim) {
    this(params, memoryBytes, random, sim, CYCLE_PS);
  }

  /** All of it, the memory too, on a clock of that period. */
  Rig(SmmuV3Params params, long memoryBytes, WayPicker random, Simulator sim, long cyclePs) {
    this.sim = sim;
    memory = new PhysicalMemory(memoryBytes);
    FixedLatencyMemory timed = new FixedLatencyMemory(MEMORY * cyclePs, memory, sim);
    smmu =
        new SmmuV3(
            params,
            new ClockDomain("smmu", cyclePs),
            timed,
            timed,
            memory,
            cache -> random,
            sim,
            stats);
    device = smmu.addInterface();
    smmu.streamTable().setLinear(STREAM_TABLE, 3);
  }

  /** Empty tables of one stage. */
  RadixTables tables(int inputBits) {
    return new RadixTables(new TableGeometry(12, inputBits), memory, new Pages());
  }

  /** A stream whose addresses stage 1 translates, with the stream's number as its ASID. */
  void stage1(int stream, RadixTables tables) {
    writeContext(stream, tables);
    memory.writeWord(entry(stream), StreamTableEntry.stage1(context(stream), 0, false));
  }

  void stage2(int stream, RadixTables tables) {
    memory.writeWord(entry(stream), StreamTableEntry.stage2Only());
    writeStage2(stream, tables);
  }

  void nested(int stream, RadixTables first, RadixTables second) {
    writeContext(stream, first);
    memory.writeWord(entry(stream), StreamTableEntry.stage1(context(stream), 0, true));
    writeStage2(stream, second);
  }

  private void writeContext(int stream, RadixTables tables) {
    int bits = tables.geometry().inputBits();
    memory.writeWord(context(stream), ContextDescriptor.control(stream, bits, 12));
    memory.writeWord(context(stream) + 8, tables.root());
  }

  private void writeStage2(int stream, RadixTables tables) {
    TableGeometry shape = tables.geometry();
    memory.writeWord(
        entry(stream) + 16,
        StreamTableEntry.stage2Control(1, shape.inputBits(), shape.rootLevel(), 12));
    memory.writeWord(entry(stream) + 24, tables.root());
  }

  static long entry(int stream) {
    return STREAM_TABLE + stream * 64L;
  }

  static long context(int stream) {
    return CONTEXTS + stream * 64L;
  }

  /** Offers a read of 64 bytes now. */
  Request read(int stream, long address) {
    return offer(stream, address, false, 0);
  }

  Request write(int stream, long address) {
    return offer(stream, address, true, 0);
  }

  Request offer(int stream, long address, boolean write, long orderId) {
    Request request = new Request();
    request.begin(stream, 0, address, 64, write, orderId);
    device.offer(request);
    return request;
  }

  /** Lets everything finish, and comes back at a whole microsecond. */
  void settle() {
    sim.runUntil((sim.nowPs() / 1_000_000 + 100) * 1_000_000);
  }

  long count(String path) {
    return stats.entries().stream()
        .filter(entry -> entry.path().equals("smmu." + path))
        .map(entry -> ((Counter) entry.stat()).value())
        .findFirst()
        .orElseThrow();
  }

  /** A request that remembers when things happened to it. */
  final class Request extends Transaction {
    long offeredPs = sim.nowPs();
    long acceptedPs = -1;
    long respondedPs = -1;

    @Override
    protected void accepted(long nowPs) {
      acceptedPs = nowPs;
    }

    @Override
    protected void responded(long nowPs) {
      respondedPs = nowPs;
      answered.add(this);
    }

    /** Cycles from reception to issue: what the translation took. */
    long cycles() {
      return (issuedPs() - receivedPs()) / CYCLE_PS;
    }
  }

  private final class Pages implements TablePages {
    @Override
    public long allocate(long bytes) {
      long at = nextTable;
      nextTable += 4096;
      return at;
    }

    @Override
    public void free(long address, long bytes) {}
  }
}
