package io.pilsim.report.timeline;

import io.pilsim.engine.trace.TraceSink;
import java.util.function.Consumer;

/**
 * A run that is done once more to be looked at.
 *
 * @param run does it, and tells the sink what happens
 */
public record RecordedRun(String name, Consumer<TraceSink> run) {}
