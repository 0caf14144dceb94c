/** The performance gate: a scenario against its baseline, and why it is not the same. */
package io.pilsim.experiment.gate;
