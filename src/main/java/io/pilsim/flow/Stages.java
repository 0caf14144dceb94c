package io.pilsim.flow;

import java.util.List;

/**
 * The stages of a flow of one remote processor, in the order in which results show them; a host has
 * some or all. They are rows of the driver's routine of the same name, and their times sum to the
 * flow's.
 */
public enum Stages {
  BOOT(
      "boot",
      List.of(
          "request_firmware",
          "attach",
          "rsc_table",
          "devmem_map",
          "prepare",
          "power",
          "metadata",
          "mem_setup",
          "load",
          "carveout_map",
          "bridge_create",
          "auth",
          "bridge_delete",
          "ready",
          "release",
          "subdevices")),
  SHUTDOWN(
      "shutdown",
      List.of(
          "stop_subdevices",
          "request_stop",
          "stop",
          "devmem_unmap",
          "carveout_unmap",
          "unprepare",
          "power_off",
          "resource_cleanup",
          "detach")),
  /** The first is what comes before the worker: the interrupt and its handler. */
  RECOVERY(
      "recovery",
      List.of(
          "report",
          "stop_subdevices",
          "request_stop",
          "stop",
          "devmem_unmap",
          "carveout_unmap",
          "unprepare",
          "power_off",
          "coredump",
          "request_firmware",
          "devmem_map",
          "prepare",
          "power",
          "metadata",
          "mem_setup",
          "load",
          "carveout_map",
          "bridge_create",
          "auth",
          "bridge_delete",
          "ready",
          "release",
          "subdevices"));

  private final String routine;

  @SuppressWarnings("ImmutableEnumChecker") // a copy that cannot change
  private final List<String> steps;

  Stages(String routine, List<String> steps) {
    this.routine = routine;
    this.steps = steps;
  }

  /** The routine they are stages of, and the first step of their metrics. */
  public String routine() {
    return routine;
  }

  /** The rows, and the names in metrics. */
  public List<String> steps() {
    return steps;
  }
}
