/** Statistics of simulation output: pure functions of numbers, the same on every machine. */
package io.pilsim.experiment.statistics;
