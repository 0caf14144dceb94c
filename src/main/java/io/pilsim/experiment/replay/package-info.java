/** Kernel traces understood, and simulated again. */
package io.pilsim.experiment.replay;
