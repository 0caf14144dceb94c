package io.pilsim.experiment.calibrate;

/**
 * Something measured that a run of the model has too.
 *
 * @param name such as {@code adsp 0x02.0x05} for how long a firmware call took
 * @param ns its mean
 * @param deviationNs of the mean: from repetitions, or what the clock resolves
 */
public record Observation(String name, double ns, double deviationNs) {}
