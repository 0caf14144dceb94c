package io.pilsim.report.timeline;

import io.pilsim.engine.stats.Unit;
import java.util.Optional;

/**
 * A line of a timeline.
 *
 * @param process which variant it is of, from 1
 * @param number which one of it, from 1
 * @param group what it is shown with
 * @param unit of a line that shows a value
 */
record Track(int process, int number, String group, String name, Optional<Unit> unit) {}
