package io.pilsim.platform.model;

import java.util.List;

/**
 * One number or word of a platform.
 *
 * @param path with the platform's name in front: {@code sa8775p.smc.entry}
 * @param values one value, or the items of a list such as page sizes
 * @param source where the value comes from
 * @param range of an assumed leaf: lowest and highest, or the alternatives of a word; else empty
 * @param moreIsSlower whether the high end of the range is the one where things take longer
 * @param given whether a scenario or an option replaced the platform's own value
 */
public record Leaf(
    String path,
    List<Quantity> values,
    Basis basis,
    String source,
    List<Quantity> range,
    boolean moreIsSlower,
    Origin origin,
    boolean given) {
  public Leaf {
    values = List.copyOf(values);
    range = List.copyOf(range);
  }

  /** The only value, or the first of a list. */
  public Quantity value() {
    return values.get(0);
  }

  public Dimension dimension() {
    return value().dimension();
  }

  /** As it is written: items of a list in brackets. */
  public String valueText() {
    List<String> texts = values.stream().map(Quantity::text).toList();
    return texts.size() == 1 ? texts.get(0) : "[" + String.join(", ", texts) + "]";
  }

  /** Whether it is a duration that may be {@code never}, as one of the two that it holds says. */
  public boolean takesNever() {
    return value().isNever() || range.stream().anyMatch(Quantity::isNever);
  }

  /** Whether a result that used it rests on our guess, and not on what the user said. */
  public boolean isGuess() {
    return basis == Basis.ASSUMED && !given;
  }

  /** Whether it has a lowest and a highest value to try. */
  public boolean hasInterval() {
    return values.size() == 1 && dimension().isNumeric() && range.size() == 2;
  }

  /** The end of the range at which things take longer. */
  public Quantity slowEnd() {
    return moreIsSlower ? range.get(1) : range.get(0);
  }

  public Quantity fastEnd() {
    return moreIsSlower ? range.get(0) : range.get(1);
  }

  Leaf with(List<Quantity> replacement, Origin from) {
    return new Leaf(path, replacement, basis, source, range, moreIsSlower, from, true);
  }
}
