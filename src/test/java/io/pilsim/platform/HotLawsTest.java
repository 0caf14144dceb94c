package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.software.linux.dma.DmaBuffer;
import io.pilsim.software.linux.iommu.TlbGather;
import io.pilsim.software.linux.iommu.TlbInvalidation;
import io.pilsim.software.linux.iommu.TlbRoutines;
import io.pilsim.software.linux.iova.IovaRequest;
import io.pilsim.software.routine.FaultPlan;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.SoftThread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of maps and unmaps: a driver or an allocator that breaks one is caught, and it is named. */
final class HotLawsTest {
  private static final long LIMIT_PS = 10_000_000_000_000L;
  private static final String MMU500 = "sa8775p";
  private static final String SMMUV3 = "gem5-smmuv3";

  /** A driver that never tells the SMMU of pages that are gone. */
  private static final class Forgetful implements TlbInvalidation {
    private static final Routine<TlbGather> NOTHING = Routine.<TlbGather>named("nothing").build();

    private final TlbInvalidation real;

    Forgetful(TlbInvalidation real) {
      this.real = real;
    }

    @Override
    public TlbRoutines routines() {
      return new TlbRoutines(NOTHING, NOTHING, NOTHING, NOTHING);
    }

    @Override
    public boolean holds(long iova) {
      return real.holds(iova);
    }
  }

  private static final class Ended extends Event {
    Ended() {
      super(Phase.ISSUE);
    }

    @Override
    protected void fire(long nowPs) {}
  }

  private static HotMachine over(HotCase each, UnaryOperator<HotSmmu> driver) {
    HotMachine machine = each.machine(driver);
    assertTrue(machine.flow.run(LIMIT_PS));
    return machine;
  }

  private static HotMachine lawful(String platform) {
    HotMachine machine = over(new HotCase(platform), smmu -> smmu);
    assertEquals(List.of(), broken(machine));
    return machine;
  }

  private static List<String> broken(HotMachine machine) {
    List<String> broken = new ArrayList<>();
    for (StatGroup group : machine.chip.stats) {
      broken.addAll(group.laws().broken());
    }
    return broken;
  }

  /** What a further thread does when the others are done. */
  private static <F> void then(HotMachine machine, Routine<F> routine, F frame) {
    SoftThread thread =
        new SoftThread("intruder", FaultPlan.NONE, machine.chip.cores.get(0), machine.chip.sim);
    thread.start(routine, frame, new Ended());
    assertTrue(machine.chip.sim.runToQuiescence(2 * LIMIT_PS));
  }

  private static DmaBuffer buffer(HotMachine machine) {
    DmaBuffer buffer = new DmaBuffer(new TlbGather(0, 0));
    buffer.place(machine.chip.place(4096), 4096);
    return buffer;
  }

  @ParameterizedTest
  @ValueSource(strings = {MMU500, SMMUV3})
  void aMapWithoutItsUnmapIsNamed(String platform) {
    HotMachine machine = lawful(platform);
    then(machine, machine.domains.get(0).domain.map(), buffer(machine));
    assertEquals(
        List.of(
            "unmap: every map has its unmap: 1 and 0",
            "unmap: no page is mapped in the end: 1 and 0"),
        broken(machine));
  }

  @ParameterizedTest
  @ValueSource(strings = {MMU500, SMMUV3})
  void anUnmapThatTheTlbsNeverHearOfIsNamed(String platform) {
    HotMachine machine =
        over(
            new HotCase(platform),
            smmu ->
                (name, streamId, tbu) -> {
                  HotSmmu.Space real = smmu.domain(name, streamId, tbu);
                  return new HotSmmu.Space(real.tables(), new Forgetful(real.tlb()), real.device());
                });
    String all = broken(machine).toString();
    assertTrue(all.contains("unmap: nothing is reached after a strict unmap has returned: "), all);
    assertTrue(all.contains("unmap: no TLB holds what a strict unmap took away: "), all);
  }

  @Test
  void addressesThatAreGivenTwiceAtATimeAreNamed() {
    HotMachine machine = lawful(MMU500);
    HotDomain domain = machine.domains.get(0);
    DmaBuffer first = buffer(machine);
    then(machine, domain.domain.map(), first);
    IovaRequest release = new IovaRequest();
    release.give(0, first.iova() >>> 12, 1);
    then(machine, domain.iovas.free(), release); // while its pages are mapped
    then(machine, domain.domain.map(), buffer(machine));
    String all = broken(machine).toString();
    assertTrue(all.contains("map: no addresses are given twice: 1 and 0"), all);
  }

  @Test
  void aRangeThatAMagazineHoldsTwiceIsNamed() {
    HotMachine machine = lawful(MMU500);
    HotDomain domain = machine.domains.get(0);
    IovaRequest range = new IovaRequest();
    range.ask(0, 1, 1L << 20);
    then(machine, domain.iovas.allocate(), range);
    long pfn = range.pfn();
    for (int i = 0; i < 2; i++) {
      range.give(0, pfn, 1);
      then(machine, domain.iovas.free(), range);
    }
    String all = broken(machine).toString();
    assertTrue(all.contains("iova: magazines hold ranges of the tree, each once: 1 and 0"), all);
    for (int i = 0; i < 2; i++) {
      range.ask(0, 1, 1L << 20);
      then(machine, domain.iovas.allocate(), range);
    }
    all = broken(machine).toString();
    assertTrue(all.contains("iova: no range is somebody's twice at a time: 1 and 0"), all);
  }
}
