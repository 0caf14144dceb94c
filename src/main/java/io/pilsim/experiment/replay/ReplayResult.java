package io.pilsim.experiment.replay;

import io.pilsim.formats.ftrace.CapturedTrace;
import java.util.List;
import java.util.SortedSet;

/**
 * What {@code pilsim replay} found.
 *
 * @param assumed leaves that the simulated figures rest on
 */
public record ReplayResult(
    CapturedTrace trace,
    Capture capture,
    String platform,
    List<ReplayCase> cases,
    List<HostCase> hosts,
    SortedSet<String> assumed) {}
