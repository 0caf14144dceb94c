package io.pilsim.software.linux.smmuv3;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.software.linux.iommu.TlbGather;
import io.pilsim.software.linux.iommu.TlbInvalidation;
import io.pilsim.software.linux.iommu.TlbRoutines;
import io.pilsim.software.linux.smmuv3.QueueParams.Reservation;
import io.pilsim.software.routine.Routine;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * TLB maintenance of one domain through command queues: one that all CPUs share, or one for each.
 *
 * <p><b>Models:</b> domains of stage 1 by address and ASID, of stage 2 by intermediate address and
 * VMID, whose removed tables are a range whatever the driver prefers; leaves of one size gathered
 * until a hole or another size comes; lists of at most so many commands, the last one with a
 * CMD_SYNC; entries reserved by compare and exchange or by an atomic addition; the first CPU of a
 * group that publishes for all who joined it; turns of those; the wait for a full queue and for the
 * sync; interrupts off all the while; the lines of memory that go from core to core.
 *
 * <p>After a try that failed the core has the line, and tries again; somebody else's request for
 * the line comes at any moment of a transfer, and takes it away when it is earlier.
 *
 * <p><b>Does not model:</b> a sync given up after a second, the consumer index as the driver last
 * read it.
 *
 * <p>Source: Linux 6.18, drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c (flow.md 3.3).
 */
public final class CommandQueueTlb implements TlbInvalidation {
  private static final int MOST_NUM = 31;

  private final QueueParams params;
  private final DomainTag tag;
  private final LongPredicate held;
  private final long smallestPage;
  private final int smmuNodeCores;
  private final CommandList[] lists;
  private final Simulator sim;
  private final Latency irqsOff;
  private final TlbRoutines routines;

  /**
   * @param queues one, or one for each core
   * @param cores of the threads, by their number
   * @param smmuNodeCores cores below this number are on the SMMU's node
   * @param held whether a TLB of the SMMU has a translation of an address of the domain
   * @param smallestPage of the domain's tables
   * @param stats the group {@code cmdq}
   */
  public CommandQueueTlb(
      QueueParams params,
      List<CommandQueue> queues,
      List<Integer> cores,
      int smmuNodeCores,
      DomainTag tag,
      LongPredicate held,
      long smallestPage,
      Simulator sim,
      StatGroup stats) {
    this.params = params;
    this.tag = tag;
    this.held = held;
    this.smallestPage = smallestPage;
    this.smmuNodeCores = smmuNodeCores;
    this.sim = sim;
    this.irqsOff = stats.latency("irqs_off", "interrupts off, from a list's begin to its end");
    this.lists = new CommandList[cores.size()];
    for (int i = 0; i < lists.length; i++) {
      int core = cores.get(i);
      lists[i] = queues.get(core % queues.size()).newList(core);
    }
    this.routines = routines(new CommandIssue(params, this).routine());
  }

  private TlbRoutines routines(Routine<CommandList> issue) {
    Routine<CommandList> one =
        Routine.<CommandList>named("batch")
            .act("fill", this::fill)
            .call(issue, list -> list)
            .build();
    Routine<CommandList> all =
        Routine.<CommandList>named("inv_range")
            .callWhile(list -> list.next < list.end, one, list -> list)
            .build();
    Routine<TlbGather> range =
        Routine.<TlbGather>named("iotlb_sync")
            .act("take_gather", this::takeGather)
            .call(all, this::list)
            .build();
    Routine<TlbGather> sync =
        Routine.<TlbGather>named("sync").callIf(gather -> !gather.isEmpty(), range, g -> g).build();
    Routine<TlbGather> addPages =
        Routine.<TlbGather>named("tlb_add_pages")
            .callIf(gather -> !gather.isContinued(), range, gather -> gather)
            .act("gather", CommandQueueTlb::gather)
            .build();
    Routine<TlbGather> flushAll =
        Routine.<TlbGather>named("flush_all")
            .act("take_context", this::takeContext)
            .call(issue, this::list)
            .build();
    Routine<TlbGather> table =
        Routine.<TlbGather>named("inv_walk")
            .act("take_table", this::takeTable)
            .call(all, this::list)
            .build();
    boolean byContext = params.flushWalkByContext() && !tag.stage2();
    return new TlbRoutines(addPages, sync, byContext ? flushAll : table, flushAll);
  }

  @Override
  public TlbRoutines routines() {
    return routines;
  }

  @Override
  public boolean holds(long iova) {
    return held.test(iova);
  }

  private CommandList list(TlbGather gather) {
    return lists[gather.thread()];
  }

  private static int gather(TlbGather gather) {
    gather.gather();
    return 0;
  }

  private int takeGather(TlbGather gather) {
    CommandList list = list(gather);
    list.next = gather.start();
    list.end = gather.end();
    list.page = gather.gatheredPage();
    list.leafOnly = true;
    list.wholeContext = false;
    gather.clear();
    return 0;
  }

  private int takeTable(TlbGather gather) {
    CommandList list = list(gather);
    list.next = gather.iova();
    list.end = gather.iova() + gather.page();
    list.page = smallestPage;
    list.leafOnly = false;
    list.wholeContext = false;
    return 0;
  }

  private int takeContext(TlbGather gather) {
    CommandList list = list(gather);
    list.wholeContext = true;
    list.commands = 1;
    list.sync = true;
    return 0;
  }

  /** The next list of the range: the commands that fit, and a sync when they are the last. */
  private int fill(CommandList list) {
    long left = commandsFor((list.end - list.next) / list.page);
    list.commands = (int) Math.min(left, params.listCommands());
    list.sync = left <= params.listCommands();
    return 0;
  }

  private long commandsFor(long pages) {
    if (!params.rangeInvalidation()) {
      return pages;
    }
    long commands = 0;
    for (long left = pages; left > 0; commands++) {
      int scale = Long.numberOfTrailingZeros(left);
      left -= (left >>> scale & MOST_NUM) << scale;
    }
    return commands;
  }

  int write(CommandList list) {
    return list.queue.write(list, tag, params.rangeInvalidation());
  }

  long remotePs(CommandList list) {
    return list.core < smmuNodeCores ? 0 : params.remoteSync().fixedPs();
  }

  int irqsOff(CommandList list) {
    list.irqsOffFromPs = sim.nowPs();
    return 0;
  }

  int irqsOn(CommandList list) {
    irqsOff.record(sim.nowPs() - list.irqsOffFromPs);
    return 0;
  }

  boolean adds() {
    return params.reservation() == Reservation.FETCH_ADD;
  }
}
