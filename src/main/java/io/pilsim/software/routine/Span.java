package io.pilsim.software.routine;

/**
 * How long a row of a routine lasted at one place of the call tree, its callees included.
 *
 * @param path such as {@code boot.adsp.auth.smc}
 * @param times how often the row began
 * @param totalPs over all those times
 */
public record Span(String path, long times, long totalPs) {}
