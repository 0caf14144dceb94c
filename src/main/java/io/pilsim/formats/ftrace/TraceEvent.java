package io.pilsim.formats.ftrace;

import java.util.List;

/**
 * What a line of a kernel trace tells of.
 *
 * <p>Source: Linux 6.18, include/trace/events/iommu.h; drivers/firmware/qcom/qcom_scm_trace.h.
 */
public sealed interface TraceEvent {
  /** {@code iommu_map} has succeeded. */
  record Map(long iova, long physical, long bytes) implements TraceEvent {}

  /** {@code iommu_unmap} is over, be it of a mapping or of what an error left of one. */
  record Unmap(long iova, long bytes, long unmapped) implements TraceEvent {}

  /** A device goes to a domain; which one is not said. */
  record Attach(String device) implements TraceEvent {}

  record PageFault(String driver, String device, long iova, int flags) implements TraceEvent {}

  /** One SMC; a call that was interrupted or found the firmware busy has several. */
  record SmcRequest(long id, int service, int command, List<Long> arguments) implements TraceEvent {
    public SmcRequest {
      arguments = List.copyOf(arguments);
    }
  }

  /** A firmware call is over. */
  record SmcDone(long id, int result, long status, List<Long> results) implements TraceEvent {
    public SmcDone {
      results = List.copyOf(results);
    }
  }

  /** A call of that context sleeps in the firmware. */
  record WaitSleep(long queue, long context) implements TraceEvent {}

  /** It goes on. */
  record WaitResume(long context) implements TraceEvent {}

  /** What the kernel prints. */
  record Message(String text) implements TraceEvent {}

  /** Events of a processor that nobody kept; so many, or zero when that is not said. */
  record Lost(int cpu, long count) implements TraceEvent {}

  /** An event that says nothing of mappings, firmware or remote processors. */
  record Other(String name) implements TraceEvent {}
}
