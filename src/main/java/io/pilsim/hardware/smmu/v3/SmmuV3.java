package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.memory.DataPort;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.hardware.smmu.HeatMap;
import io.pilsim.hardware.smmu.SetAssociative;
import io.pilsim.hardware.smmu.TablePort;
import java.util.ArrayList;
import java.util.List;

/**
 * An SMMUv3 that stands between devices and memory.
 *
 * <p><b>Models:</b> device interfaces with their TLBs; links; configuration from real stream tables
 * and context descriptors; stage 1, stage 2 and nested walks over real tables; walk, IPA and
 * configuration caches; a request port that walks and data share; command queues in memory with
 * timed invalidation and CMD_SYNC; the event queue, and faults that terminate or stall.
 *
 * <p><b>Does not model:</b> ATS and PRI, secure streams, MPAM.
 *
 * <p>Source: IHI 0070 (architecture); gem5 v24.0.0.1 src/dev/arm/smmu_v3*.cc (organisation and
 * timing, gem5's defects only where {@link Quirks} ask for them).
 */
public final class SmmuV3 {
  private final SmmuV3Params params;
  private final Circuit circuit;
  private final StatGroup stats;
  private final StreamTable streams = new StreamTable();
  private final TranslationControl control;
  private final CommandUnit commands;
  private final Stalls stalls;
  private final List<DeviceInterface> interfaces = new ArrayList<>();
  private int commandQueues;

  /** One without interfaces; {@link #addInterface} makes them. */
  public SmmuV3(
      SmmuV3Params params,
      ClockDomain clock,
      TablePort tables,
      DataPort data,
      PhysicalMemory memory,
      WayPickers random,
      Simulator sim,
      StatGroup stats) {
    this.params = params;
    this.circuit =
        new Circuit(
            clock,
            params.quirks(),
            random,
            new InFlight(stats),
            new HeatMap(stats.child("heat")),
            sim);
    this.stats = stats;
    this.stalls = new Stalls(stats);
    StatGroup tcu = stats.child("tcu");
    Counter tableReads = stats.counter("pte_reads", "table entries fetched by walks");
    RequestPort port = new RequestPort(params.requestPortBytes(), circuit, tables, data, tcu);
    CacheStage ipaCache =
        new CacheStage(
            params.ipaCache(),
            Leaf.WORDS,
            circuit,
            circuit.random("tcu.ipa_cache"),
            Cause.WALK_CACHE_WAIT,
            tcu.child("ipa_cache"));
    StatGroup configStats = tcu.child("config_cache");
    CacheStage configCache =
        new CacheStage(
            params.configCache(),
            Context.WORDS,
            circuit,
            circuit.random("tcu.config_cache"),
            Cause.CONFIG_WAIT,
            configStats);
    control =
        new TranslationControl(
            params,
            circuit,
            port,
            new ConfigFetch(configCache, port, memory, streams, circuit.inFlight(), configStats),
            new Walker(params, circuit, ipaCache, port, tcu, tableReads),
            stalls,
            stats);
    commands = commandUnit(port, memory);
  }

  private CommandUnit commandUnit(RequestPort port, PhysicalMemory memory) {
    StatGroup tlbi = stats.child("tlbi");
    long outPs = circuit.ps(params.fromSmmu());
    Invalidations invalidations = new Invalidations(control, interfaces, circuit, outPs, tlbi);
    return new CommandUnit(
        circuit,
        port,
        memory,
        circuit.permits(1, Cause.PORT_WAIT, stats.child("tcu").child("command_executor")),
        new CommandDecoder(invalidations, stalls),
        new SyncSignals(port, memory, circuit),
        outPs,
        circuit.ps(params.toSmmu()),
        tlbi.latency("sync_time", "from the turn of a CMD_SYNC to its completion"));
  }

  /**
   * One more command queue: the first is CMDQ, further ones are those of ECMDQ, one for each core
   * that wants its own.
   *
   * @param base of the ring in memory, a multiple of its size
   * @param log2Entries of its entries
   * @param listener who would otherwise poll
   */
  public CommandQueuePort addCommandQueue(
      CommandQueueParams queue, long base, int log2Entries, CommandQueueListener listener) {
    StatGroup group = stats.child("cmdq" + commandQueues++);
    Ring ring = new Ring(base, log2Entries, CommandQueuePort.ENTRY_BYTES);
    return new CommandQueue(queue, ring, commands, listener, group);
  }

  /**
   * The event queue is enabled: from now on faults are recorded, and may stall.
   *
   * @param base of the ring in memory, a multiple of its size
   */
  public EventQueuePort enableEvents(long base, int log2Entries, EventQueuePort.Listener listener) {
    EventQueue queue =
        new EventQueue(
            new Ring(base, log2Entries, EventRecord.BYTES),
            commands.port(),
            commands.memory(),
            circuit,
            listener,
            stats.child("eventq"));
    stalls.recordIn(queue);
    return queue;
  }

  /**
   * Whether anything translates a stream's virtual address still, which software may have unmapped
   * since. Of streams without substreams.
   */
  public boolean holdsVirtual(int streamId, int vmid, int asid, long address) {
    return holds(streamId, Tags.virtual(vmid, asid), address);
  }

  /** The same of an intermediate address of a stream that stage 2 alone translates. */
  public boolean holdsIntermediate(int streamId, int vmid, long address) {
    return holds(streamId, Tags.intermediate(vmid), address);
  }

  private boolean holds(int streamId, long tag, long address) {
    for (int i = 0; i < interfaces.size(); i++) {
      DeviceInterface device = interfaces.get(i);
      if (device.microTlb.cache.peek(address, streamId, 0) != SetAssociative.NONE
          || device.mainTlb.cache.peek(address, streamId, 0) != SetAssociative.NONE) {
        return true;
      }
    }
    return control.holds(address, tag);
  }

  /** The registers that say where the stream table lies. */
  public StreamTable streamTable() {
    return streams;
  }

  /** One more device interface, named by its number. */
  public DeviceInterface addInterface() {
    String name = "tbu" + interfaces.size();
    DeviceInterface made =
        new DeviceInterface(params.deviceInterface(), circuit, control, name, stats.child(name));
    interfaces.add(made);
    return made;
  }
}
