package io.pilsim.platform.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The values that a product can be built or set up with at all, whatever a platform chose: single
 * ones and spans {@code LOW..HIGH}. None means that there is no limit.
 */
public record Legal(List<Span> spans) {
  static final Legal ANY = new Legal(List.of());
  private static final String TO = "..";

  /** From one value to another, both included. */
  record Span(Quantity low, Quantity high) {
    boolean contains(Quantity value) {
      return value.dimension() == low.dimension()
          && (value.dimension() == Dimension.WORD
              ? value.sameAs(low)
              : low.amount() <= value.amount() && value.amount() <= high.amount());
    }

    @Override
    public String toString() {
      return low.sameAs(high) ? low.text() : low.text() + " to " + high.text();
    }
  }

  public Legal {
    spans = List.copyOf(spans);
  }

  static Legal parse(List<String> items) throws Quantity.Malformed {
    List<Span> spans = new ArrayList<>();
    for (String item : items) {
      int at = item.indexOf(TO);
      String low = at < 0 ? item : item.substring(0, at);
      String high = at < 0 ? item : item.substring(at + TO.length());
      spans.add(new Span(Quantity.parse(low), Quantity.parse(high)));
    }
    return new Legal(spans);
  }

  boolean allows(Quantity value) {
    return spans.isEmpty() || spans.stream().anyMatch(span -> span.contains(value));
  }

  /** Why it does not allow a value: "... expected one of 4, 8, 16 to 64". */
  static String refusal(Quantity value, Legal legal) {
    String words = legal.spans.stream().map(Span::toString).collect(Collectors.joining(", "));
    return "'" + value.text() + "' cannot be built, expected one of " + words;
  }
}
