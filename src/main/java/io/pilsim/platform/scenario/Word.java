package io.pilsim.platform.scenario;

import java.util.Arrays;
import java.util.List;

/** A constant with the word that scenario files use for it. */
public interface Word {
  String word();

  static <E extends Enum<E> & Word> List<String> all(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Word::word).toList();
  }

  /** For a word that has been checked. */
  static <E extends Enum<E> & Word> E of(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(type.getSimpleName() + ": " + word));
  }
}
