package io.pilsim;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * A law that holds whatever happens: lists of random steps, each carried out from the beginning. A
 * list that breaks it is shortened as long as it does, and shown with the seed that makes it again:
 * {@code -Dpilsim.property.seed=SEED}. With {@code -Dpilsim.slow=true} there are ten times as many.
 *
 * @param <S> a step: a record that holds all that was drawn for it
 */
public final class Property<S> {
  /** Carries out steps; throws where what came of them is not as it should be. */
  public interface Law<S> {
    /**
     * Must do the same for the same setting and steps.
     *
     * @param setting for what is drawn before the first step, such as sizes
     */
    void holds(SplittableRandom setting, List<S> steps);
  }

  private static final int SLOW = Boolean.getBoolean("pilsim.slow") ? 10 : 1;
  private static final long ONLY = Long.getLong("pilsim.property.seed", -1);

  private final Function<SplittableRandom, S> draw;
  private final Law<S> law;

  public Property(Function<SplittableRandom, S> draw, Law<S> law) {
    this.draw = draw;
    this.law = law;
  }

  /** For so many lists of up to so many steps. */
  public void check(int lists, int mostSteps) {
    for (long seed = 0; seed < (long) lists * SLOW; seed++) {
      if (ONLY < 0 || ONLY == seed) {
        check(seed, mostSteps);
      }
    }
  }

  private void check(long seed, int mostSteps) {
    SplittableRandom random = new SplittableRandom(seed);
    random.split(); // the setting's
    List<S> steps = new ArrayList<>();
    for (int i = random.nextInt(1, mostSteps + 1); i > 0; i--) {
      steps.add(draw.apply(random));
    }
    if (failure(seed, steps) != null) {
      List<S> shortest = shortened(seed, steps);
      Throwable failure = failure(seed, shortest);
      throw new AssertionError(
          "seed "
              + seed
              + ", "
              + shortest.size()
              + " of "
              + steps.size()
              + " steps: "
              + shortest
              + ": "
              + failure,
          failure);
    }
  }

  private Throwable failure(long seed, List<S> steps) {
    try {
      law.holds(new SplittableRandom(seed).split(), steps);
      return null;
    } catch (RuntimeException | AssertionError e) {
      return e;
    }
  }

  /** Without any piece that it fails without: halves first, single steps last. */
  private List<S> shortened(long seed, List<S> steps) {
    List<S> left = steps;
    for (int piece = Math.max(1, steps.size() / 2); piece > 0; ) {
      boolean shorter = false;
      for (int at = 0; at < left.size(); ) {
        List<S> without = new ArrayList<>(left.subList(0, at));
        without.addAll(left.subList(Math.min(left.size(), at + piece), left.size()));
        if (failure(seed, without) == null) {
          at += piece;
        } else {
          left = without;
          shorter = true;
        }
      }
      piece = shorter && piece == 1 ? 1 : piece / 2;
    }
    return left;
  }
}
