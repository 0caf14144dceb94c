package io.pilsim.experiment.calibrate;

import io.pilsim.platform.model.Quantity;

/**
 * A value of the model that measurements tell.
 *
 * @param before the platform's own
 * @param low the end of the 95 % interval
 */
public record FittedLeaf(
    String path, Quantity before, Quantity value, Quantity low, Quantity high) {}
