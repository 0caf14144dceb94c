package io.pilsim.platform;

import io.pilsim.platform.model.Leaf;
import io.pilsim.software.routine.RoutineStep;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A row of a routine with what the model says of it.
 *
 * @param leaf where its cost or its rate comes from
 * @param costPs of a row that always takes the same
 */
public record ExplainedStep(RoutineStep step, Optional<Leaf> leaf, OptionalLong costPs) {}
