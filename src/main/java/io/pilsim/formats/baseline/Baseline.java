package io.pilsim.formats.baseline;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.Utf8;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A baseline file: text that is reviewed line by line, one metric a line, in an order that does not
 * change. Each scenario ends with a checksum of its lines, for only an accept may change them.
 */
public record Baseline(List<BaselineScenario> scenarios) {
  public static final String FORMAT = "pilsim-baseline/1";

  public Baseline {
    List<BaselineScenario> sorted = new ArrayList<>(scenarios);
    sorted.sort(Comparator.comparing(BaselineScenario::name));
    scenarios = List.copyOf(sorted);
  }

  public static Baseline parse(String file, byte[] utf8) throws FormatException {
    return new BaselineReader(file, Utf8.decode(file, utf8)).read();
  }

  public Optional<BaselineScenario> scenario(String name) {
    return scenarios.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** The same with one scenario added or replaced. */
  public Baseline with(BaselineScenario scenario) {
    List<BaselineScenario> others = new ArrayList<>(scenarios);
    others.removeIf(each -> each.name().equals(scenario.name()));
    others.add(scenario);
    return new Baseline(others);
  }

  /** The same file is always the same bytes; reading it gives an equal one. */
  public String text() {
    StringBuilder text = new StringBuilder(FORMAT).append('\n');
    scenarios.forEach(each -> text.append('\n').append(BaselineWriter.text(each)));
    return text.toString();
  }
}
