package io.pilsim.experiment.replay;

import io.pilsim.flow.TraceTask;
import io.pilsim.platform.ReplayBench;
import java.util.List;

/**
 * A kernel trace, understood.
 *
 * @param devices whose mappings it has, in the order in which they appear
 * @param tasks with what each did, in its order
 * @param mappings all that were made
 * @param calls of the firmware, in the order of their ends
 * @param boots of remote processors, from the message to the message
 * @param troubles crashes and failures that were printed
 * @param faults accesses that an SMMU refused
 * @param tookNs from the first line to the last
 */
public record Capture(
    List<ReplayBench.Device> devices,
    List<TraceTask> tasks,
    List<RecordedMapping> mappings,
    List<FirmwareCall> calls,
    List<ProcessorBoot> boots,
    long troubles,
    long faults,
    long tookNs,
    Gaps gaps) {
  public Capture {
    devices = List.copyOf(devices);
    tasks = List.copyOf(tasks);
    mappings = List.copyOf(mappings);
    calls = List.copyOf(calls);
    boots = List.copyOf(boots);
  }
}
