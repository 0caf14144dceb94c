package io.pilsim.experiment.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.flow.TraceStep;
import io.pilsim.flow.TraceStep.Kind;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.ftrace.TraceReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What is made of the lines of a trace. */
final class CaptureTest {
  private final StringBuilder text = new StringBuilder();
  private long atUs;

  private CaptureTest line(int pid, String event) {
    text.append(String.format(Locale.ROOT, "t-%d [000] %d.%06d: %s%n", pid, 1, ++atUs, event));
    return this;
  }

  private CaptureTest attach(int pid, String device) {
    return line(pid, "attach_device_to_domain: IOMMU: device=" + device);
  }

  private CaptureTest map(int pid, long iova, long bytes) {
    return line(
        pid,
        String.format(
            Locale.ROOT,
            "map: IOMMU: iova=0x%x - 0x%x paddr=0x%x size=%d",
            iova,
            iova + bytes,
            iova,
            bytes));
  }

  private CaptureTest unmap(int pid, long iova, long bytes) {
    return line(
        pid,
        String.format(
            Locale.ROOT,
            "unmap: IOMMU: iova=0x%x - 0x%x size=%d unmapped_size=%d",
            iova,
            iova + bytes,
            bytes,
            bytes));
  }

  private CaptureTest request(int pid, String id, String command) {
    return line(
        pid,
        "scm_smc_request: smc_id:" + id + " svc_id:0x02 cmd_id:" + command + " args_cnt:0 args:{}");
  }

  private CaptureTest done(int pid, int result) {
    return line(
        pid,
        "scm_smc_done: smc_id:0x42000205, ret:"
            + result
            + " res_to_callee:0x0 res0:0x0 res1:0x0 res2:0x0");
  }

  private Capture captured() throws IOException, FormatException {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return CaptureBuilder.build(TraceReader.read("t", new ByteArrayInputStream(bytes)).lines(), 48);
  }

  private static List<Kind> kinds(Capture capture) {
    List<Kind> kinds = new ArrayList<>();
    capture.tasks().forEach(task -> task.steps().stream().map(TraceStep::kind).forEach(kinds::add));
    return kinds;
  }

  @Test
  void interruptedResumedAndBusyCallsAreOneCallOfSeveralEntries()
      throws IOException, FormatException {
    request(1, "0x42000205", "0x05");
    request(2, "0x42000206", "0x06"); // another task, in between
    request(1, "0x00000001", "0x05"); // interrupted
    line(1, "scm_waitq_sleep: wq_ctx:0, smc_call_ctx:17");
    line(1, "scm_waitq_resume: smc_call_ctx:17");
    request(1, "0x42002402", "0x05"); // the same SMC as the line above
    done(2, -16);
    done(1, 0);
    List<FirmwareCall> calls = captured().calls();
    assertEquals(
        List.of(
            new FirmwareCall(2, 2, 6, 1_000_002_000L, 1_000_007_000L, 1, -16, 0),
            new FirmwareCall(1, 2, 5, 1_000_001_000L, 1_000_008_000L, 3, 0, 0)),
        calls);
  }

  @Test
  void callsThatTheTraceCutsAreCountedAndLeftOut() throws IOException, FormatException {
    done(1, 0);
    request(1, "0x42000205", "0x05");
    request(1, "0x42000206", "0x06"); // the done before it was lost
    done(1, 0);
    request(1, "0x42000205", "0x05");
    Capture capture = captured();
    assertEquals(1, capture.calls().size());
    assertEquals(new Gaps(2, 1, 0, 0, 0, 0), capture.gaps());
  }

  @Test
  void anAttachmentThatMappingsFollowIsToADomainOfItsOwn() throws IOException, FormatException {
    attach(1, "a"); // at probe, to the default domain
    attach(1, "a");
    map(1, 0x1000, 0x1000);
    unmap(1, 0x1000, 0x1000);
    attach(1, "a"); // back
    assertEquals(List.of(Kind.ATTACH, Kind.MAP, Kind.UNMAP, Kind.DETACH), kinds(captured()));
  }

  @Test
  void aDomainThatWasThereBeforeTheTraceIsOpenFromTheStart() throws IOException, FormatException {
    map(1, 0x1000, 0x1000);
    attach(1, "a");
    Capture capture = captured();
    assertEquals(List.of(Kind.MAP, Kind.DETACH), kinds(capture));
    assertEquals(true, capture.devices().get(0).openAtStart());
  }

  @Test
  void mappingsGoToTheDeviceOfTheTaskElseToTheOneThatHadTheRange()
      throws IOException, FormatException {
    attach(1, "a");
    attach(2, "b");
    map(1, 0x1000, 0x1000);
    map(2, 0x1000, 0x1000); // the same address in another domain
    map(2, 0x8000, 0x1000);
    unmap(3, 0x8000, 0x1000); // a worker
    map(4, 0x20000, 0x1000); // nobody's
    Capture capture = captured();
    assertEquals(
        List.of("a", "b", "t-4"), capture.devices().stream().map(each -> each.name()).toList());
    assertEquals(1, capture.tasks().get(2).steps().get(0).device());
    assertEquals(new Gaps(0, 0, 0, 0, 0, 0), capture.gaps());
  }

  @Test
  void whatLostEventsLeaveIsRepairedOrLeftOutAndCounted() throws IOException, FormatException {
    attach(1, "a");
    unmap(1, 0x5000, 0x1000); // mapped before the trace began
    map(1, 0x1000, 0x4000);
    unmap(1, 0x2000, 0x1000); // a part
    map(1, 0x1000, 0x4000); // its unmap was lost
    unmap(1, 0x9000, 0); // found nothing
    map(1, 1L << 48, 0x1000); // beyond the platform
    map(1, 0x1234, 0x1000); // no page
    Capture capture = captured();
    assertEquals(new Gaps(0, 0, 2, 1, 1, 2), capture.gaps());
    assertEquals(List.of(Kind.ATTACH, Kind.MAP, Kind.UNMAP, Kind.MAP), kinds(capture));
  }

  @Test
  void lifetimesAreFromTheMapToItsUnmap() throws IOException, FormatException {
    map(1, 0x1000, 0x1000);
    map(1, 0x2000, 0x1000);
    unmap(1, 0x1000, 0x2000); // both at once
    List<RecordedMapping> mappings = captured().mappings();
    assertEquals(
        List.of(2_000L, 1_000L), mappings.stream().map(RecordedMapping::lifetimeNs).toList());
  }
}
