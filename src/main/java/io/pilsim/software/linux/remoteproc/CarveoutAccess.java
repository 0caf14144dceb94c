package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.routine.Routine;

/**
 * Linux's own mapping of a carveout. While it is there, a core may read in it even if no program
 * asks it to.
 *
 * <p>Source: Linux 6.18, drivers/remoteproc/qcom_q6v5_pas.c (devm_ioremap_wc for as long as the
 * driver is there), and the patch "Map/unmap subsystem region before auth_and_reset", after which
 * the mapping is made for each load and each dump.
 */
final class CarveoutAccess {
  private final PasParams params;

  CarveoutAccess(PasParams params) {
    this.params = params;
  }

  Routine<RemoteProc> map() {
    return Routine.<RemoteProc>named("ioremap_wc")
        .compute("write_tables", params.mapCarveout())
        .act("map", proc -> show(proc, true))
        .build();
  }

  Routine<RemoteProc> unmap(String name) {
    return Routine.<RemoteProc>named(name)
        .compute("clear_tables", params.unmapCarveout())
        .act("unmap", proc -> show(proc, false))
        .build();
  }

  private static int show(RemoteProc proc, boolean mapped) {
    proc.port.mapCarveout(mapped);
    return 0;
  }
}
