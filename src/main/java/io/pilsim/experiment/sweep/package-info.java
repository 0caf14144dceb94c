/** Sweeps: a scenario at many points, journalled trial by trial, cut up and put together again. */
package io.pilsim.experiment.sweep;
