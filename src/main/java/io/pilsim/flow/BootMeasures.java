package io.pilsim.flow;

import io.pilsim.engine.stats.Sample;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import io.pilsim.software.linux.remoteproc.RemoteProc;

/** What is reported of a boot beside its stages: bridges, pool areas, page tables. */
public final class BootMeasures {
  private final Sample bridgesCreated;
  private final Sample tzmemGrowths;
  private final MappingMeasures map;
  private final MappingMeasures devmem;

  /**
   * @param stats the group {@code boot.NAME}
   */
  public BootMeasures(StatGroup stats) {
    this.bridgesCreated = stats.sample("bridges_created", Unit.COUNT, "pool areas included");
    this.tzmemGrowths = stats.sample("tzmem_growths", Unit.COUNT, "areas added to the pool");
    this.map = new MappingMeasures(stats.child("map"));
    this.devmem = new MappingMeasures(stats.child("devmem"));
  }

  void take(RemoteProc proc, int result) {
    bridgesCreated.take(proc.scmUser().bridgesCreated());
    tzmemGrowths.take(proc.scmUser().growths());
    if (result == 0) {
      map.take(proc.carveout().calls(), proc.carveout().leaves(), proc.carveout().tablesReached());
      devmem.take(proc.devmemCalls(), proc.devmemLeaves(), proc.devmemTables());
    }
  }
}
