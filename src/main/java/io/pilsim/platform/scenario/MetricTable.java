package io.pilsim.platform.scenario;

import static io.pilsim.platform.model.Dimension.BANDWIDTH;
import static io.pilsim.platform.model.Dimension.BYTES;
import static io.pilsim.platform.model.Dimension.COUNT;
import static io.pilsim.platform.model.Dimension.DURATION;
import static io.pilsim.platform.model.Dimension.FRACTION;

import io.pilsim.platform.model.Dimension;
import java.util.List;

/**
 * What can be measured, and what it is: expectations and gates are checked against these rows, and
 * the reference page shows them. {@code D} stands for a remote processor of the workload or {@code
 * all}, {@code S} for a stage, {@code K} for a number, {@code M} for a bus master of the workload
 * and {@code N} for any name; a name ends with one of the words in braces.
 */
public final class MetricTable {
  /**
   * One row.
   *
   * @param meaning of the words in braces, in their order
   */
  public record Row(Dimension dimension, String pattern, String meaning) {}

  private static final List<Row> ROWS =
      List.of(
          row(
              DURATION,
              "boot.D.{total_time,scm_wait,scm_hold}",
              "from the request to a processor that runs; of that, waiting for the SCM mutex and"
                  + " holding it"),
          row(DURATION, "boot.D.stage.S", "a stage; all of them sum to the total"),
          row(
              COUNT,
              "boot.D.{errno,smc_calls,bridges_created,tzmem_growths}",
              "error that the boot ended with, 0 for none; logical firmware calls, pool growth"
                  + " included; SHM bridges made; growths of the pool for TrustZone's buffers"),
          row(
              COUNT,
              "boot.D.map.{calls,leaf_ptes,tables}",
              "for the carveout: calls of map_pages, leaf entries written, tables besides the root"),
          row(COUNT, "boot.D.devmem.{calls,leaf_ptes,tables}", "the same for device memory"),
          row(
              DURATION,
              "shutdown.D.{total_time,scm_wait,scm_hold}",
              "from the request to a processor that is off; of that, waiting for the SCM mutex and"
                  + " holding it"),
          row(DURATION, "shutdown.D.stage.S", "a stage; all of them sum to the total"),
          row(COUNT, "shutdown.D.{errno,smc_calls}", "error, 0 for none; logical firmware calls"),
          row(
              COUNT,
              "shutdown.D.unmap.{calls,leaf_ptes,tlbi,tlb_syncs}",
              "of carveout, device memory and domain: calls of unmap_pages, leaf entries cleared,"
                  + " invalidations, syncs"),
          row(
              DURATION,
              "recovery.D.{total_time,scm_wait,scm_hold}",
              "from the crash to a processor that runs again; of that, waiting for the SCM mutex"
                  + " and holding it"),
          row(DURATION, "recovery.D.stage.S", "a stage; all of them sum to the total"),
          row(COUNT, "recovery.D.{errno,smc_calls}", "error, 0 for none; logical firmware calls"),
          row(
              DURATION,
              "lifecycle.{boot_time,shutdown_time,recovery_time}",
              "of boots, shutdowns and recoveries that went well"),
          row(
              COUNT,
              "lifecycle.{operations,failed,ineffective}",
              "operations begun; those that ended with an error; crashes and accesses that set"
                  + " nothing off"),
          row(
              COUNT,
              "invariants.broken",
              "things that must hold after every operation and did not"),
          row(
              DURATION,
              "scm.{call_time,lock.wait_time,lock.hold_time}",
              "a call in the firmware and on its wait queues; its wait for Linux's SCM mutex; how"
                  + " long it was held"),
          row(
              COUNT,
              "scm.{calls,entries}",
              "logical firmware calls; SMC instructions, repeated ones included"),
          row(
              COUNT,
              "tz.{calls,sleeps}",
              "SMCs that reached the monitor; calls sent to a wait queue"),
          row(COUNT, "xpu.{checks,violations}", "accesses the memory firewall looked at; refused"),
          row(
              COUNT,
              "cpu.speculation.reads",
              "reads ahead that came upon memory of another master"),
          row(
              BYTES,
              "tzmem.{bytes_in_use,bytes_in_use.max,pool_bytes,pool_bytes.max}",
              "of the pool for TrustZone's buffers: in use at the end, at most; its size, at most"),
          row(
              COUNT,
              "left.D.{leaf_ptes,carveout_bridges}",
              "there at the end: leaf entries in the SMMU; bridges over the carveout"),
          row(BYTES, "left.tzmem_bytes", "there at the end: bytes in use in the pool"),
          row(
              COUNT,
              "left.{bridges,context_banks}",
              "there at the end: bridges over the pool; context banks of Linux"),
          row(COUNT, "tzmem.allocation_failures", "requests that found no memory"),
          row(COUNT, "smmu.tbuK.utlb.{lookups,hits,misses}", "of a TBU's micro TLB"),
          row(COUNT, "smmu.tbuK.tlb.{lookups,hits,misses}", "of a TBU's TLB"),
          row(COUNT, "smmu.tcu.tlb.{lookups,hits,misses}", "of the TLB that all TBUs share"),
          row(
              COUNT,
              "smmu.tcu.walk_cache.s1lK.{lookups,hits,misses}",
              "tables of a level of stage 1 that the walker remembers"),
          row(COUNT, "smmu.tcu.walk_cache.s2lK.{lookups,hits,misses}", "the same of stage 2"),
          row(
              COUNT,
              "smmu.tcu.config_cache.{lookups,hits,misses}",
              "stream table entries and context descriptors"),
          row(
              COUNT,
              "smmu.tcu.ipa_cache.{lookups,hits,misses}",
              "stage 2 translations of addresses that stage 1 gave"),
          row(
              DURATION,
              "smmu.{translation_time,walk_time,tlbi.sync_time}",
              "an access to its translation or termination; a walk, from its request to its"
                  + " result; a sync, from its command to its end"),
          row(
              COUNT,
              "smmu.{walks,pte_reads,faults,tlbi.commands}",
              "walks; table entries that they read; accesses terminated; invalidations carried out"),
          row(
              COUNT,
              "dma.M.{requests,completed,refused}",
              "of a bus master: requests made; those whose data was transferred; those that the"
                  + " SMMU refused"),
          row(BYTES, "dma.M.bytes", "bytes transferred"),
          row(
              DURATION,
              "dma.M.{latency,translation}",
              "a request, from when it was due to its end; of that, until its address was"
                  + " translated"),
          row(BANDWIDTH, "dma.M.bandwidth", "bytes transferred in the time that is measured"),
          row(
              FRACTION,
              "dma.M.translation_overhead",
              "what the mean latency gained over the same run without an SMMU, as a share"),
          row(
              COUNT,
              "dram.{table_reads,table_reads_snooped,reads,writes}",
              "entries read by walks; those found in caches of the CPUs; data reads and writes"),
          row(
              COUNT,
              "dram.{row_hits,row_closed,row_conflicts,refresh_waits}",
              "bursts whose row was open; whose bank had none open, or another; that waited for a"
                  + " refresh"),
          row(DURATION, "dram.latency", "an access that went to memory"),
          row(
              COUNT,
              "N.map.{maps,unmaps,failures,calls,leaf_ptes,tables,table_races}",
              "of one DSP: as map.* below"),
          row(COUNT, "N.unmap.{calls,stale_returns}", "of one DSP: as unmap.* below"),
          row(DURATION, "N.unmap.exposure_window", "of one DSP: as unmap.exposure_window below"),
          row(
              DURATION,
              "map.{latency,device_time,pair_time}",
              "until the device can reach a buffer; of the device with it; map, use and unmap"),
          row(
              COUNT,
              "map.{rate,total_rate,window_rate,window_pairs,maps,unmaps,failures,calls,leaf_ptes,"
                  + "tables,table_races}",
              "pairs of map and unmap per second and CPU; of all CPUs; of all in the window in"
                  + " which each is measured, and how many those are; buffers mapped, unmapped, not"
                  + " mapped; calls of map_pages; leaf entries; tables; tables that another CPU"
                  + " installed first"),
          row(BYTES, "map.{mapped_bytes,mapped_bytes.max}", "what is mapped at the end; at most"),
          row(
              DURATION,
              "unmap.{latency,exposure_window}",
              "until the unmap of a buffer has returned; from then to the end of its invalidation"),
          row(
              BYTES,
              "unmap.exposed_bytes_max",
              "memory that a stale TLB entry still reached after its unmap had returned, at most"),
          row(
              COUNT,
              "unmap.{calls,stale_returns}",
              "buffers unmapped; unmaps that returned while a TLB held their pages"),
          row(
              COUNT,
              "unmap.late.{reads,stale,refused,mapped}",
              "reads by the device after an unmap had returned; those that reached memory it no"
                  + " longer has; that were refused; of a buffer that is mapped there again"),
          row(
              COUNT,
              "iova.{allocations,cache_hits,tree_steps,failures,flushes,in_use}",
              "ranges of addresses asked for; that a magazine gave; passed by searches of the tree;"
                  + " that could not be had; times that all magazines were given back; in use"),
          row(
              COUNT,
              "flush_queue.{queued,freed,flushes,timeouts}",
              "ranges left to a later flush; given back after theirs; flushes of everything; those"
                  + " that the timer began"),
          row(
              COUNT,
              "cmdq.{cas_attempts,cas_failures,commands,syncs,publications,full}",
              "of SMMUv3's command queue: tries to reserve entries; those that another CPU came"
                  + " before; commands; syncs; writes of the producer register; times without room"),
          row(DURATION, "cmdq.irqs_off", "interrupts off for a list of commands"),
          row(DURATION, "iommu.irqs_off", "interrupts off for a context's lock and a sync"),
          row(
              DURATION,
              "line.N.{busy_time,wait_time}",
              "of a cache line that CPUs share: time on its way; wait for those before"),
          row(
              COUNT,
              "line.N.{accesses,transfers}",
              "reads and atomic writes; those that another core had written last"),
          row(
              COUNT,
              "device.{requests,completed,refused}",
              "of the device of the maps: requests; completed; refused"),
          row(BYTES, "device.bytes", "bytes that it transferred"),
          row(DURATION, "device.{latency,translation}", "as of a bus master"),
          row(DURATION, "lock.N.{wait_time,hold_time}", "request to grant; grant to release"),
          row(FRACTION, "lock.N.utilization", "share of the time for which it is held"),
          row(FRACTION, "line.N.utilization", "share of the time for which it is on its way"),
          row(
              COUNT,
              "lock.N.{acquisitions,contended}",
              "times taken; times another held it when asked for"));

  private MetricTable() {}

  private static Row row(Dimension dimension, String pattern, String meaning) {
    return new Row(dimension, pattern, meaning);
  }

  public static List<Row> rows() {
    return ROWS;
  }
}
