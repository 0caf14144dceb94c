package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.memory.DataPort;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.hardware.smmu.TablePort;
import java.util.ArrayList;
import java.util.List;

/**
 * An SMMUv3 that stands between devices and memory.
 *
 * <p><b>Models:</b> device interfaces with their TLBs; links; configuration from real stream tables
 * and context descriptors; stage 1, stage 2 and nested walks over real tables; walk, IPA and
 * configuration caches; a request port that walks and data share.
 *
 * <p><b>Does not model:</b> commands and events, ATS, stalled transactions, secure streams, MPAM.
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
  private final List<DeviceInterface> interfaces = new ArrayList<>();

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
    this.circuit = new Circuit(clock, params.quirks(), random, sim);
    this.stats = stats;
    StatGroup tcu = stats.child("tcu");
    Counter tableReads = stats.counter("pte_reads", "table entries fetched by walks");
    RequestPort port = new RequestPort(params.requestPortBytes(), circuit, tables, data);
    CacheStage ipaCache =
        new CacheStage(
            params.ipaCache(),
            Leaf.WORDS,
            circuit,
            circuit.random("tcu.ipa_cache"),
            tcu.child("ipa_cache"));
    StatGroup configStats = tcu.child("config_cache");
    CacheStage configCache =
        new CacheStage(
            params.configCache(),
            Context.WORDS,
            circuit,
            circuit.random("tcu.config_cache"),
            configStats);
    control =
        new TranslationControl(
            params,
            circuit,
            port,
            new ConfigFetch(configCache, port, memory, streams, configStats),
            new Walker(params, circuit, ipaCache, port, tcu, tableReads),
            stats);
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
