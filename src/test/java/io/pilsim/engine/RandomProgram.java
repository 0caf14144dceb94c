package io.pilsim.engine;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A model without meaning that does with an engine whatever can be done, at random: schedules
 * itself and others, cancels, advances inline, is run in pieces and scheduled from outside. What it
 * draws depends on what has fired before, so that the smallest difference in order grows.
 */
final class RandomProgram {
  /** How far ahead it schedules. */
  enum Delays {
    /** Nearly everything in the same few instants. */
    CROWDED {
      @Override
      long next(SplittableRandom random) {
        return random.nextInt(3);
      }
    },
    /** Edges of a few clocks. */
    CLOCKED {
      @Override
      long next(SplittableRandom random) {
        return random.nextInt(6) * (random.nextBoolean() ? 1_000L : 1_250L);
      }
    },
    /** Pipelines, and now and then something slow. */
    BIMODAL {
      @Override
      long next(SplittableRandom random) {
        return random.nextInt(50) == 0 ? random.nextLong(200_000_000L) : random.nextLong(100_000);
      }
    },
    /** Every order of magnitude up to half an hour. */
    WIDE {
      @Override
      long next(SplittableRandom random) {
        return random.nextLong(1L << random.nextInt(1, 51));
      }
    };

    abstract long next(SplittableRandom random);
  }

  private static final List<Phase> PHASES = List.of(Phase.values());

  private final Simulator sim;
  private final Delays delays;
  private final SplittableRandom random;
  private final Actor[] actors;
  private long[] log = new long[1024];
  private int logged;

  RandomProgram(Simulator sim, Delays delays, int actors, long seed) {
    this.sim = sim;
    this.delays = delays;
    this.random = new SplittableRandom(seed);
    this.actors = new Actor[actors];
    for (int i = 0; i < actors; i++) {
      this.actors[i] = new Actor(PHASES.get(random.nextInt(4)), i);
    }
  }

  /** Who fired and when, in turn. */
  long[] run(int firings) {
    while (sim.firedEvents() < firings) {
      schedule(random.nextInt(actors.length));
      long limitPs = Math.addExact(sim.nowPs(), 1 + delays.next(random) * random.nextInt(1, 8));
      if (random.nextBoolean()) {
        sim.runUntil(limitPs);
      } else {
        note(sim.runToQuiescence(limitPs) ? 1 : 0);
      }
      note(sim.nowPs());
    }
    note(sim.firedEvents());
    return Arrays.copyOf(log, logged);
  }

  private void schedule(int which) {
    if (actors[which].place == Event.NOT_SCHEDULED) {
      sim.after(delays.next(random), actors[which]);
    }
  }

  private void note(long entry) {
    if (logged == log.length) {
      log = Arrays.copyOf(log, 2 * logged);
    }
    log[logged++] = entry;
  }

  private final class Actor extends Event {
    private final int id;

    Actor(Phase phase, int id) {
      super(phase);
      this.id = id;
    }

    @Override
    protected void fire(long nowPs) {
      do {
        note(sim.nowPs());
        note(id);
        meddle();
        if (random.nextInt(8) == 0 || place != NOT_SCHEDULED) {
          return;
        }
      } while (advance(delays.next(random)));
    }

    private boolean advance(long delayPs) {
      boolean advanced = random.nextBoolean() && sim.tryAdvance(delayPs);
      if (!advanced) {
        sim.after(delayPs, this);
      }
      return advanced;
    }

    private void meddle() {
      int choice = random.nextInt(16);
      if (choice < 4) {
        schedule(random.nextInt(actors.length));
      } else if (choice == 4) {
        sim.cancel(actors[random.nextInt(actors.length)]);
      } else if (choice == 5 && place == NOT_SCHEDULED) {
        sim.after(delays.next(random), this);
        sim.cancel(this);
      }
    }
  }
}
