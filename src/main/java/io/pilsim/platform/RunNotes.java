package io.pilsim.platform;

import io.pilsim.platform.model.ModelReader;
import java.util.ArrayList;
import java.util.List;

/** What a reader must know of how a run about remote processors ended. */
final class RunNotes {
  private static final String WAIT_QUEUE = ".wait_queue ";

  private final BootMachine machine;
  private final ModelReader model;

  RunNotes(BootMachine machine, ModelReader model) {
    this.machine = machine;
    this.model = model;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(machine.story.failures());
    List<String> stuck = machine.fleet.stuck();
    stuck.forEach(thread -> lines.add("stuck: " + thread));
    boolean asleep = stuck.stream().anyMatch(thread -> thread.contains(WAIT_QUEUE));
    if (asleep && !new LinuxReader(model).hasWaitQueueInterrupt()) {
      lines.add(
          "TrustZone has let a sleeping call go on, but this kernel has no interrupt to hear of it:"
              + " leaf linux.scm.wait_queue_interrupt");
    }
    lines.addAll(machine.faults.missed());
    return lines;
  }
}
