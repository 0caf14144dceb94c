package io.pilsim.software.routine;

import io.pilsim.engine.RandomStream;

/**
 * Something that goes wrong in a row of a routine.
 *
 * @param path of the row, such as {@code boot.adsp.auth}
 * @param errno what the row returns; not of a {@link Kind#HANG}
 */
public record Fault(String path, Kind kind, int errno, Trigger trigger) {
  /** What happens to the row. */
  public enum Kind {
    /** It fails at once, before it takes effect. */
    ERROR,
    /** What it waits for does not come in time; a row that waits for nothing fails at once. */
    TIMEOUT,
    /** It never comes back. */
    HANG
  }

  /** Which times the row suffers it. */
  public interface Trigger {
    /** Every time. */
    Trigger ALWAYS = begun -> true;

    /**
     * Asked once each time that the row begins.
     *
     * @param begun how often it has begun, this time included
     */
    boolean strikes(int begun);

    /** Only the n-th time, counted from 1. */
    static Trigger nth(int n) {
      if (n < 1) {
        throw new IllegalArgumentException("occurrences count from 1: " + n);
      }
      return begun -> begun == n;
    }

    /** Each time with that probability. */
    static Trigger chance(double probability, RandomStream stream) {
      return begun -> stream.bernoulli(probability);
    }
  }
}
