package io.pilsim.experiment;

import java.util.OptionalDouble;

/**
 * Whether an expectation holds of a variant.
 *
 * @param expectation as written
 * @param unit of the figure
 * @param value the figure it is about, in the unit of results; empty when there is none, which
 *     fails it
 */
public record Verdict(
    String expectation, String variant, String unit, OptionalDouble value, boolean met) {}
