package io.pilsim.flow;

import java.util.ArrayList;
import java.util.List;

/**
 * The stages of a flow of one remote processor, in the order in which results show them; a host has
 * some or all. They are rows of the driver's routine of the same name, and their times sum to the
 * flow's.
 */
public enum FlowStages {
  BOOT(
      "boot",
      Parts.of(List.of("request_firmware", "attach", "rsc_table", "devmem_map"), Parts.START)),
  SHUTDOWN("shutdown", Parts.of(Parts.STOP, List.of("resource_cleanup", "detach"))),
  /** The first is what comes before the worker: the interrupt and its handler. */
  RECOVERY(
      "recovery",
      Parts.of(
          List.of("report"),
          Parts.STOP,
          List.of("coredump", "request_firmware", "devmem_map"),
          Parts.START));

  /** What several flows have in common. */
  private static final class Parts {
    static final List<String> START =
        List.of(
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
            "subdevices");
    static final List<String> STOP =
        List.of(
            "stop_subdevices",
            "request_stop",
            "stop",
            "devmem_unmap",
            "carveout_unmap",
            "unprepare",
            "power_off");

    @SafeVarargs
    static List<String> of(List<String>... parts) {
      List<String> steps = new ArrayList<>();
      for (List<String> part : parts) {
        steps.addAll(part);
      }
      return List.copyOf(steps);
    }
  }

  private final String routine;

  @SuppressWarnings("ImmutableEnumChecker") // a copy that cannot change
  private final List<String> steps;

  FlowStages(String routine, List<String> steps) {
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
