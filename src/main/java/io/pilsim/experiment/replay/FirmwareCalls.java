package io.pilsim.experiment.replay;

import io.pilsim.formats.ftrace.TraceEvent;
import io.pilsim.formats.ftrace.TraceLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the firmware calls in a trace: all requests of a task up to a done are one call.
 *
 * <p>Source: drivers/firmware/qcom/qcom_scm_trace.h: a request for each SMC, one done for a call.
 */
final class FirmwareCalls {
  private static final long RESUME = 0x42002402L;
  private static final int NOT_BEGUN = 0;

  private static final class Open {
    private TraceEvent.SmcRequest first;
    private long fromNs;
    private int entries = NOT_BEGUN;
    private int resumed;
  }

  private final Map<Integer, Open> open = new TreeMap<>();
  private final List<FirmwareCall> calls = new ArrayList<>();
  private long withoutEnd;
  private long withoutBegin;

  /** The call that this line ends, if it does. */
  Optional<FirmwareCall> take(TraceLine line) {
    if (line.event() instanceof TraceEvent.SmcRequest request) {
      begin(line, request);
    } else if (line.event() instanceof TraceEvent.WaitResume) {
      resume(line.pid());
    } else if (line.event() instanceof TraceEvent.SmcDone done) {
      return end(line, done);
    }
    return Optional.empty();
  }

  private void begin(TraceLine line, TraceEvent.SmcRequest request) {
    Open call = open.computeIfAbsent(line.pid(), any -> new Open());
    boolean goesOn = call.entries != NOT_BEGUN && continues(call.first, request);
    if (call.entries != NOT_BEGUN && !goesOn) {
      withoutEnd++;
      call.entries = NOT_BEGUN;
    }
    if (call.entries == NOT_BEGUN) {
      call.first = request;
      call.fromNs = line.atNs();
      call.resumed = 0;
    }
    if (request.id() == RESUME && call.resumed > 0) {
      call.resumed--; // the event of the wait queue has told of this SMC already
    } else {
      call.entries++;
    }
  }

  /** Whether it may be another SMC of the same call. */
  private static boolean continues(TraceEvent.SmcRequest first, TraceEvent.SmcRequest next) {
    return next.id() == RESUME
        || (next.service() == first.service() && next.command() == first.command());
  }

  private void resume(int pid) {
    Open call = open.get(pid);
    if (call != null && call.entries != NOT_BEGUN) {
      call.entries++;
      call.resumed++;
    }
  }

  private Optional<FirmwareCall> end(TraceLine line, TraceEvent.SmcDone done) {
    Open call = open.get(line.pid());
    if (call == null || call.entries == NOT_BEGUN) {
      withoutBegin++;
      return Optional.empty();
    }
    TraceEvent.SmcRequest first = call.first;
    FirmwareCall ended =
        new FirmwareCall(
            line.pid(),
            first.service(),
            first.command(),
            call.fromNs,
            line.atNs(),
            call.entries,
            done.result(),
            first.arguments().isEmpty() ? 0 : first.arguments().get(0));
    call.entries = NOT_BEGUN;
    calls.add(ended);
    return Optional.of(ended);
  }

  List<FirmwareCall> calls() {
    return List.copyOf(calls);
  }

  /** Calls whose end the trace does not show. */
  long withoutEnd() {
    return withoutEnd + open.values().stream().filter(call -> call.entries != NOT_BEGUN).count();
  }

  /** Ends of calls whose begin the trace does not show. */
  long withoutBegin() {
    return withoutBegin;
  }
}
