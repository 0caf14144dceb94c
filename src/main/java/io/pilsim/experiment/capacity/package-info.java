/** How much of something goes, until an objective is missed, and what binds then. */
package io.pilsim.experiment.capacity;
