/** Carries out the trials of sweeps on Spark. Only builds with the profile of that name have it. */
package io.pilsim.experiment.spark;
