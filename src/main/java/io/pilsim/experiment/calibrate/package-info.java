/** Platforms fitted to what was measured on a board. */
package io.pilsim.experiment.calibrate;
