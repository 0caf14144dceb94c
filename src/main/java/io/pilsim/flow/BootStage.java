package io.pilsim.flow;

import java.util.Locale;

/** The stages of a boot, in the order in which results show them; a host has some or all. */
public enum BootStage {
  REQUEST_FIRMWARE,
  ATTACH,
  RSC_TABLE,
  DEVMEM_MAP,
  PREPARE,
  POWER,
  METADATA,
  MEM_SETUP,
  LOAD,
  CARVEOUT_MAP,
  BRIDGE_CREATE,
  AUTH,
  BRIDGE_DELETE,
  READY,
  RELEASE,
  SUBDEVICES;

  /** The row of the driver's routine, and the name in metrics. */
  public String step() {
    return name().toLowerCase(Locale.ROOT);
  }
}
