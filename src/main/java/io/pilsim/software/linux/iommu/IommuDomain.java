package io.pilsim.software.linux.iommu;

import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.software.linux.Errno;
import io.pilsim.software.routine.SpinLock;
import java.util.ArrayList;
import java.util.List;

/**
 * A paging domain: tables, the context bank that points to them, and the streams that use it. It
 * exists while it has a context bank, and may come again.
 *
 * <p><b>Does not model:</b> an IOVA allocator (the domain of a remote processor has none).
 */
public final class IommuDomain {
  private static final int CLOSED = -1;

  final SmmuDriver driver;
  final DomainStages stages;
  final SpinLock contextLock;
  private final String name;
  private final List<Integer> streams = new ArrayList<>();
  private int bank = CLOSED;
  private List<RadixTables> tables = List.of();
  private long unmapCalls;
  private long unmappedLeaves;
  private long invalidations;
  private long syncs;
  private long abandonedLeaves;

  /** One of stage 1. */
  public IommuDomain(String name, SmmuDriver driver) {
    this(name, DomainStages.FIRST, driver);
  }

  public IommuDomain(String name, DomainStages stages, SmmuDriver driver) {
    this.name = name;
    this.stages = stages;
    this.driver = driver;
    this.contextLock = new SpinLock("cb", driver.sim, driver.stats.child(name).child("cb_lock"));
  }

  public boolean isOpen() {
    return bank != CLOSED;
  }

  /** Leaf descriptors that are there now; zero when the domain does not exist. */
  public long leavesPresent() {
    return tables.isEmpty() ? 0 : tables().leavesPresent();
  }

  /** What unmapping has cost so far, over all its lives. */
  public UnmapWork unmapWork() {
    return new UnmapWork(unmapCalls, unmappedLeaves, invalidations, syncs);
  }

  /** Leaf descriptors that nobody had unmapped when the domain came to its end, over all ends. */
  public long abandonedLeaves() {
    return abandonedLeaves;
  }

  /** Whether a fault of that context bank is one of this domain's streams. */
  public boolean usesBank(int contextBank) {
    return isOpen() && bank == contextBank;
  }

  void unmapped(long leaves) {
    unmapCalls++;
    unmappedLeaves += leaves;
  }

  void invalidated(long commands) {
    invalidations += commands;
  }

  void synced() {
    syncs++;
  }

  String name() {
    return name;
  }

  int bank() {
    return bank;
  }

  int asid() {
    return stages.asid(bank);
  }

  int vmid() {
    return stages.vmid(bank);
  }

  /** Its tables, while it exists. */
  public RadixTables tables() {
    return tables.get(0);
  }

  int streamCount() {
    return streams.size();
  }

  /** Takes a context bank, or fails with ENOSPC. */
  int takeBank() {
    bank = driver.takeBank();
    return bank == SmmuDriver.NONE ? Errno.ENOSPC : 0;
  }

  int giveBank() {
    if (isOpen()) {
      driver.giveBank(bank);
      bank = CLOSED;
    }
    return 0;
  }

  int makeTables() {
    tables =
        List.of(new RadixTables(stages.geometry(driver.geometry), driver.memory, driver.pages));
    return 0;
  }

  int freeTables() {
    for (RadixTables each : tables) {
      abandonedLeaves += each.leavesPresent();
      each.freeAll();
    }
    tables = List.of();
    return 0;
  }

  int program() {
    RadixTables made = tables();
    driver.smmu.writeContext(bank, stages.registers(made.root(), made.geometry(), bank));
    return 0;
  }

  int disable() {
    driver.smmu.disableContext(bank);
    return 0;
  }

  /** Everything at once and without time, as it has happened before a run begins. */
  public void openAtProbe() {
    if (takeBank() != 0) {
      throw new IllegalStateException("more domains at probe than context banks");
    }
    makeTables();
    program();
  }

  /** Whose accesses the domain translates from now on. */
  public void addStream(int streamMapEntry) {
    streams.add(streamMapEntry);
    driver.smmu.writeStreamContext(
        streamMapEntry, io.pilsim.hardware.smmu.v2.StreamType.TRANSLATE, bank);
  }

  /** Moves all streams of another domain to this one. */
  int takeStreams(IommuDomain from) {
    for (int stream : from.streams) {
      addStream(stream);
    }
    from.streams.clear();
    return 0;
  }
}
