/** Rewrites of a scenario that are worth making, and what they are worth. */
package io.pilsim.experiment.advise;
