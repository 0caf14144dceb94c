package io.pilsim.platform.scenario;

import java.util.List;

/**
 * What each remote processor of a lifecycle goes through.
 *
 * @param steps in their order; empty when they are drawn
 * @param drawn how many are drawn at random, for all processors together; else 0
 */
public record Operations(List<String> steps, long drawn) {
  /** The steps that a scenario may name. */
  public static final List<String> WORDS = List.of("boot", "shutdown", "crash", "access");

  private static final long MOST = 100_000_000;

  public Operations {
    steps = List.copyOf(steps);
  }

  static boolean isOne(String word, int ofHowMany) {
    return WORDS.contains(word) || (ofHowMany == 1 && isCount(word));
  }

  /** Of words that have been checked. */
  static Operations of(List<String> words) {
    return words.size() == 1 && isCount(words.get(0))
        ? new Operations(List.of(), Long.parseLong(words.get(0)))
        : new Operations(words, 0);
  }

  private static boolean isCount(String word) {
    return word.matches("[1-9]\\d{0,8}") && Long.parseLong(word) <= MOST;
  }
}
