package io.pilsim.software.hypervisor;

import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.hardware.smmu.TableGeometry;
import io.pilsim.hardware.smmu.TablePages;
import io.pilsim.hardware.smmu.v2.ContextRegisters;
import io.pilsim.hardware.smmu.v2.Mmu500;
import io.pilsim.hardware.smmu.v2.StreamType;
import io.pilsim.software.routine.Routine;
import java.util.Optional;

/**
 * The SMMU context banks that the hypervisor keeps for the processors: one single-stage translation
 * each, made when a processor starts and ended when it stops.
 */
public final class ProcessorContexts {
  private static final int CONTEXT_REGISTERS = 9;

  private final QheeParams params;
  private final TableGeometry geometry;
  private final PhysicalMemory memory;
  private final TablePages pages;
  private final Mmu500 smmu;
  private final RangeWork work;
  private int nextBank;
  private int nextRange;
  private QheeImage image;

  /**
   * @param firstBank the first context bank that is the hypervisor's own
   */
  public ProcessorContexts(
      QheeParams params,
      TableGeometry geometry,
      PhysicalMemory memory,
      TablePages pages,
      Mmu500 smmu,
      int firstBank) {
    this.params = params;
    this.geometry = geometry;
    this.memory = memory;
    this.pages = pages;
    this.smmu = smmu;
    this.nextBank = firstBank;
    this.work = new RangeWork(params, geometry.pageSizes());
  }

  ProcessorContexts of(QheeImage image) {
    this.image = image;
    return this;
  }

  /** Makes the tables, maps every range, and turns the stream to the context bank. */
  Routine<ProcessorContexts> open() {
    Routine<ProcessorContexts> range =
        Routine.<ProcessorContexts>named("range")
            .act("next", ProcessorContexts::beginRange)
            .call(work.map(), contexts -> work)
            .build();
    return Routine.<ProcessorContexts>named("open_context")
        .compute("allocate_root", params.allocateTable())
        .act("make_tables", ProcessorContexts::makeTables)
        .undo(
            Routine.<ProcessorContexts>named("drop_tables")
                .act("free_tables", ProcessorContexts::freeTables)
                .build())
        .callWhile(ProcessorContexts::hasRange, range, contexts -> contexts)
        .work("write_context", params.mmioWrite().modelPath(), c -> writesPs(CONTEXT_REGISTERS + 1))
        .act("enable", ProcessorContexts::enable)
        .build();
  }

  /** Ends the translation: the stream faults from now on, and nothing stale is left. */
  Routine<ProcessorContexts> close() {
    Routine<ProcessorContexts> poll =
        Routine.<ProcessorContexts>named("poll")
            .compute("read_tlbstatus", params.mmioRead())
            .build();
    return Routine.<ProcessorContexts>named("close_context")
        .work("write_context", params.mmioWrite().modelPath(), contexts -> writesPs(2))
        .act("disable", ProcessorContexts::disable)
        .work("write_tlbi_and_sync", params.mmioWrite().modelPath(), contexts -> writesPs(2))
        .act("invalidate", ProcessorContexts::invalidate)
        .callWhile(ProcessorContexts::isSyncing, poll, contexts -> contexts)
        .act("free_tables", ProcessorContexts::freeTables)
        .build();
  }

  private int makeTables() {
    image.tables = Optional.of(new RadixTables(geometry, memory, pages));
    nextRange = 0;
    return 0;
  }

  private boolean hasRange() {
    return nextRange < image.ranges.size();
  }

  private int beginRange() {
    work.begin(image.tables.orElseThrow(), image.ranges.get(nextRange++));
    return 0;
  }

  private int enable() {
    if (image.bank < 0) {
      image.bank = nextBank++;
    }
    smmu.writeContext(
        image.bank,
        ContextRegisters.stage1(image.tables.orElseThrow().root(), geometry, image.bank));
    smmu.writeStreamContext(image.streamMapEntry, StreamType.TRANSLATE, image.bank);
    return 0;
  }

  private int disable() {
    smmu.writeStreamContext(image.streamMapEntry, StreamType.FAULT, 0);
    smmu.disableContext(image.bank);
    return 0;
  }

  private int invalidate() {
    smmu.tlbiAsid(image.bank, image.bank);
    smmu.startSync(image.bank);
    return 0;
  }

  private boolean isSyncing() {
    return smmu.syncActive(image.bank);
  }

  private int freeTables() {
    image.tables.orElseThrow().freeAll();
    image.tables = Optional.empty();
    return 0;
  }

  private long writesPs(int registers) {
    return params.mmioWrite().timesPs(registers);
  }
}
