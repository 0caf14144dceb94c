package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.routine.Routine;

/**
 * What is kept of a crashed processor's memory before it is loaded again.
 *
 * <p><b>Models:</b> the time of the copy, and the mapping that newer drivers make for it.
 *
 * <p><b>Does not model:</b> who reads the dump, and how long it then waits to be read.
 *
 * <p>Source: Linux 6.18, drivers/remoteproc/remoteproc_coredump.c and qcom_common.c.
 */
final class Coredumps {
  private final CrashParams params;
  private final CarveoutAccess access;

  Coredumps(CrashParams params, CarveoutAccess access) {
    this.params = params;
    this.access = access;
  }

  /** Out of a carveout that the driver has mapped for as long as it is there. */
  Routine<RemoteProc> dump() {
    return dump(copy().build());
  }

  /** Out of a carveout that is mapped for no longer than that. */
  Routine<RemoteProc> mapAndDump() {
    return dump(
        Routine.<RemoteProc>named("copy")
            .call(access.map(), proc -> proc)
            .undo(access.unmap("iounmap"))
            .call(copy().build(), proc -> proc)
            .call(access.unmap("iounmap"), proc -> proc)
            .settles("ioremap_wc")
            .build());
  }

  private Routine<RemoteProc> dump(Routine<RemoteProc> copy) {
    return Routine.<RemoteProc>named("coredump")
        .callIf(proc -> bytes(proc) > 0, copy, proc -> proc)
        .ignore()
        .build();
  }

  private Routine.Builder<RemoteProc> copy() {
    return Routine.<RemoteProc>named("copy_segments")
        .work(
            "read",
            params.readCarveout().modelPath(),
            proc -> params.readCarveout().toPs(bytes(proc)));
  }

  private long bytes(RemoteProc proc) {
    return switch (params.coredump()) {
      case DISABLED -> 0;
      case FULL -> proc.firmware.segments().stream().mapToLong(Firmware.Segment::memoryBytes).sum();
      case MINIDUMP -> params.minidumpBytes();
    };
  }
}
