package io.pilsim.formats.ftrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.formats.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The formats are those of Linux 6.18: include/trace/events/iommu.h, qcom_scm_trace.h, ftrace. */
final class TraceReaderTest {
  private static final String MAP =
      "  insmod-311   [002] .....    12.345678: map: IOMMU: iova=0x0000000095900000 -"
          + " 0x0000000097700000 paddr=0x0000000095900000 size=31457280";

  private static CapturedTrace read(String text) throws IOException, FormatException {
    return TraceReader.read("t", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static TraceEvent event(String text) throws IOException, FormatException {
    CapturedTrace trace = read("task-1 [000] 1.000000: " + text);
    assertEquals(List.of(), trace.unreadable());
    return trace.lines().get(0).event();
  }

  @Test
  void aLineOfTheTraceFileHasTaskProcessorAndTime() throws IOException, FormatException {
    TraceLine line = read("# tracer: nop\n#\n" + MAP + "\r\n").lines().get(0);
    assertEquals(
        new TraceLine(
            3,
            "insmod",
            311,
            2,
            12_345_678_000L,
            new TraceEvent.Map(0x95900000L, 0x95900000L, 31457280)),
        line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insmod-311 [002] 12.345678: map: %s",
        "insmod-311   [002]    12.345678000: map:                  %s",
        "     insmod-311     (    311) [002] d..2.    12.345678: map: %s",
        "kworker/u16:3 [x]-311 [002] -N--1 12.345678: map: %s",
        "<...>-311   [002] .....    12.345678: map: %s"
      })
  void otherPrintersWriteTheSame(String form) throws IOException, FormatException {
    TraceLine line = read(String.format(form, MAP.substring(MAP.indexOf("IOMMU")))).lines().get(0);
    assertEquals(311, line.pid());
    assertEquals(2, line.cpu());
    assertEquals(12_345_678_000L, line.atNs());
    assertEquals(new TraceEvent.Map(0x95900000L, 0x95900000L, 31457280), line.event());
  }

  @Test
  void everyEventThatMattersIsTakenApart() throws IOException, FormatException {
    assertEquals(
        new TraceEvent.Unmap(0x1000, 0x3000, 0x2000),
        event("unmap: IOMMU: iova=0x1000 - 0x4000 size=12288 unmapped_size=8192"));
    assertEquals(
        new TraceEvent.Attach("30000000.remoteproc"),
        event("attach_device_to_domain: IOMMU: device=30000000.remoteproc"));
    assertEquals(
        new TraceEvent.PageFault("arm-smmu", "15000000.iommu", 0xffeff000L, 0),
        event("io_page_fault: IOMMU:arm-smmu 15000000.iommu iova=0x00000000ffeff000 flags=0x0000"));
    assertEquals(
        new TraceEvent.SmcRequest(0x42000205L, 2, 5, List.of(1L)),
        event("scm_smc_request: smc_id:0x42000205 svc_id:0x02 cmd_id:0x05 args_cnt:1 args:{0x1}"));
    assertEquals(
        new TraceEvent.SmcDone(0x42000205L, -12, -1L, List.of(0L, 1L, 2L)),
        event(
            "scm_smc_done: smc_id:0x42000205, ret:-12 res_to_callee:0xffffffffffffffff res0:0x0"
                + " res1:0x1 res2:0x2"));
    assertEquals(
        new TraceEvent.WaitSleep(0, 17), event("scm_waitq_sleep: wq_ctx:0, smc_call_ctx:17"));
    assertEquals(new TraceEvent.WaitResume(17), event("scm_waitq_resume: smc_call_ctx:17"));
    assertEquals(
        new TraceEvent.Message("remoteproc adsp: powering up adsp"),
        event("console: remoteproc adsp: powering up adsp"));
  }

  @Test
  void linesOfTheKernelsLogMayStandBetween() throws IOException, FormatException {
    CapturedTrace trace =
        read("[    1.000001] one\n<6>[   12.000002] two\n[ 3.000003] three [x] y-1\n");
    assertEquals(
        List.of(1_000_001_000L, 3_000_003_000L, 12_000_002_000L),
        trace.lines().stream().map(TraceLine::atNs).toList());
    assertEquals(1, trace.outOfOrder());
  }

  @Test
  void whatTheBuffersLostIsCounted() throws IOException, FormatException {
    CapturedTrace trace =
        read(
            """
            # entries-in-buffer/entries-written: 1000/5000   #P:8
            CPU:2 [LOST 31 EVENTS]
            CPU:0 [5 EVENTS DROPPED]
            CPU:1 [EVENTS DROPPED]
            """
                + MAP);
    assertEquals(37, trace.lost());
    assertEquals(4000, trace.overwritten());
    assertEquals(0, trace.unreadableLines());
  }

  @Test
  void eventsOfOtherKindsAreCountedAndNotLookedInto() throws IOException, FormatException {
    CapturedTrace trace = read("a-1 [000] 1.000000: sched_switch: anything: at all\n" + MAP);
    assertEquals(1, trace.others());
    assertEquals(1, trace.lines().size());
  }

  @Test
  void aLineThatCannotBeReadIsNamedWithItsReason() throws IOException, FormatException {
    CapturedTrace trace =
        read(
            MAP
                + "\nnonsense\n"
                + "a-1 [000] 1.0: map: x\n"
                + "a-1 [000] 1.000000: map: IOMMU: iova=0x1000 - 0x3000 paddr=0x0 size=4096\n"
                + "a-1 [000] 1.000000: map: IOMMU: iova=1000 - 0x3000 paddr=0x0 size=4096\n"
                + "a-1 [000] 1.000000: map: IOMMU: iova=0x1000 - 0x2000 paddr=0x0 size=4096 x\n");
    assertEquals(
        List.of(
            "2: neither an event nor a message: no processor such as [003]",
            "3: '0: map: x' in column 13, expected 6 or 9 decimals of a second",
            "4: the size is not that of the range",
            "5: '1000 - 0x3000 paddr=0x0 ' in column 38, expected '0x'",
            "6: 'x' in column 74, expected the end of the line"),
        trace.unreadable().stream().map(each -> each.line() + ": " + each.why()).toList());
  }

  @Test
  void onlySomeAreNamedButAllAreCounted() throws IOException, FormatException {
    CapturedTrace trace = read(MAP + "\n" + "x\n".repeat(1000));
    assertEquals(1000, trace.unreadableLines());
    assertEquals(20, trace.unreadable().size());
  }

  @Test
  void aFileWithoutAnyEventIsRefused() {
    FormatException e = assertThrows(FormatException.class, () -> read("x\ny\n"));
    assertEquals(
        "t: no event of a kernel trace in 2 lines; line 1: neither an event nor a message: no"
            + " processor such as [003]",
        e.getMessage());
    assertThrows(FormatException.class, () -> read(""));
  }

  /** As many bytes of one line as asked for, without holding them. */
  private static final class OneLine extends InputStream {
    private long left;

    OneLine(long bytes) {
      left = bytes;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] into, int from, int most) {
      if (left == 0) {
        return -1;
      }
      int count = (int) Math.min(left, most);
      Arrays.fill(into, from, from + count, (byte) 'x');
      left -= count;
      return count;
    }
  }

  @Test
  void aGigabyteOfOneLineIsReadInLittleMemory() {
    FormatException e =
        assertThrows(FormatException.class, () -> TraceReader.read("big", new OneLine(1L << 30)));
    assertTrue(e.getMessage().startsWith("big: no event of a kernel trace in 1 lines; line 1:"));
  }

  /** Every line ends up somewhere, whatever it is; nothing but a refusal is ever thrown. */
  @Test
  void damagedTracesAreReadLineByLineOrRefused() throws IOException {
    List<String> whole = new ArrayList<>(List.of(MAP, "[ 1.000000] hello", "# comment", ""));
    whole.add("a-1 [000] 1.000000: scm_waitq_sleep: wq_ctx:0, smc_call_ctx:17");
    whole.add("a-1 [000] 1.000000: scm_smc_done: smc_id:0x1, ret:0 res_to_callee:0x0 res0:0x0");
    whole.add("CPU:2 [LOST 31 EVENTS]");
    whole.add("# entries-in-buffer/entries-written: 10/50   #P:8");
    Random random = new Random(1);
    for (int round = 0; round < 3000; round++) {
      Collections.shuffle(whole, random);
      byte[] bytes = String.join("\n", whole).getBytes(StandardCharsets.UTF_8);
      for (int i = random.nextInt(8); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      byte[] cut = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
      try {
        CapturedTrace trace = TraceReader.read("t", new ByteArrayInputStream(cut));
        long told = trace.lines().size() + trace.others() + trace.unreadableLines();
        assertTrue(told <= trace.linesRead(), "lines told twice");
        assertTrue(trace.linesRead() - told <= 5, "lines lost"); // comments, lost events
      } catch (FormatException e) {
        assertTrue(e.getMessage().startsWith("t: no event"), e.getMessage());
      }
    }
  }
}
