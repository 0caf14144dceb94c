/** Baselines of a gate: what a scenario showed when somebody last accepted it, as reviewed text. */
package io.pilsim.formats.baseline;
