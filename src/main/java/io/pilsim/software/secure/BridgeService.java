package io.pilsim.software.secure;

import io.pilsim.hardware.cpu.Registers;
import io.pilsim.hardware.fabric.MachineReset;
import io.pilsim.software.routine.Routine;
import java.util.List;
import java.util.Locale;

/**
 * The calls that make and end SHM bridges.
 *
 * <p><b>Models:</b> all or nothing: what a call has done is undone when it fails on its way back; a
 * bridge over memory of a running processor, which is refused or resets the machine.
 *
 * <p>Source: arguments as in Linux 6.18, drivers/firmware/qcom/qcom_scm.c; flow.md 7 (GLYMUR-ZAP).
 */
final class BridgeService {
  private static final long WHOLE_PAGES = -4096L;

  private final SecureParams params;
  private final ShmBridges bridges;
  private final List<PasImage> images;
  private final MachineReset reset;
  private long touched = ShmBridges.REFUSED;

  BridgeService(
      SecureParams params, ShmBridges bridges, List<PasImage> images, MachineReset reset) {
    this.params = params;
    this.bridges = bridges;
    this.images = List.copyOf(images);
    this.reset = reset;
  }

  Routine<Registers> create() {
    return Routine.<Registers>named("bridge_create")
        .compute("entry", params.entry())
        .compute("record", params.bridgeCreate())
        .act("create", this::create)
        .undo(Routine.<Registers>named("remove").act("bridge", x -> remove()).build())
        .compute("exit", params.exit())
        .build();
  }

  Routine<Registers> delete() {
    return Routine.<Registers>named("bridge_delete")
        .compute("entry", params.entry())
        .compute("record", params.bridgeDelete())
        .act("delete", this::delete)
        .undo(Routine.<Registers>named("restore").act("bridge", x -> restore()).build())
        .compute("exit", params.exit())
        .build();
  }

  private int create(Registers x) {
    long base = x.get(2) & WHOLE_PAGES;
    long bytes = x.get(4) & WHOLE_PAGES;
    touched = isOwned(base, bytes) ? ShmBridges.REFUSED : bridges.create(base, bytes);
    return touched == ShmBridges.REFUSED
        ? SecureResult.end(x, SecureResult.REFUSED)
        : SecureResult.end(x, SecureResult.OK, 0, touched, 0);
  }

  private boolean isOwned(long base, long bytes) {
    for (PasImage image : images) {
      if (image.owns(base, bytes)) {
        if (params.resetsOnOwned()) {
          reset.reset(
              String.format(
                  Locale.ROOT,
                  "SHM bridge over 0x%x + 0x%x, memory of a running processor",
                  base,
                  bytes));
        }
        return true;
      }
    }
    return false;
  }

  private int remove() {
    bridges.delete(touched);
    return 0;
  }

  private int delete(Registers x) {
    long handle = x.get(2);
    touched = bridges.delete(handle) ? handle : ShmBridges.REFUSED;
    return SecureResult.end(
        x, touched == ShmBridges.REFUSED ? SecureResult.REFUSED : SecureResult.OK);
  }

  private int restore() {
    if (touched != ShmBridges.REFUSED) {
      bridges.restore(touched);
    }
    return 0;
  }
}
