/** What can be said of the differences between results, or between the variants of one. */
package io.pilsim.experiment.compare;
