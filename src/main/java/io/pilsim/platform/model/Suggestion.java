package io.pilsim.platform.model;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The known name nearest to a mistyped one, by Damerau-Levenshtein distance. */
public final class Suggestion {
  private final Optional<String> nearest;

  private Suggestion(Optional<String> nearest) {
    this.nearest = nearest;
  }

  /** The first of the nearest names, when it is near: a third of the letters may differ. */
  public static Suggestion of(String mistyped, Collection<String> known) {
    String best = null;
    int least = Math.max(1, mistyped.length() / 3) + 1;
    String lowered = mistyped.toLowerCase(Locale.ROOT);
    for (String name : known) {
      if (Math.abs(name.length() - lowered.length()) >= least) {
        continue; // it is at least as far away as that
      }
      int distance = distance(lowered, name.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    return new Suggestion(Optional.ofNullable(best));
  }

  public Optional<String> nearest() {
    return nearest;
  }

  /** " (did you mean ...?)", or nothing. */
  public String question() {
    return nearest.map(name -> " (did you mean " + name + "?)").orElse("");
  }

  /** The question when a name is near, otherwise all of them. */
  public String orAll(Collection<String> known) {
    String all = known.isEmpty() ? "" : ", expected one of " + String.join(", ", known);
    return nearest.isPresent() && known.size() > 6 ? question() : all + question();
  }

  /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
  static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] spare = before;
      before = last;
      last = row;
      row = spare;
    }
    return last[b.length()];
  }
}
