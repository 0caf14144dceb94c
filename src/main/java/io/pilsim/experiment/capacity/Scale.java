package io.pilsim.experiment.capacity;

import io.pilsim.experiment.sweep.Axis;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.scenario.ScenarioPlan;
import io.pilsim.platform.scenario.Setting;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a capacity study varies: a leaf between two amounts, or how many items of a list there are,
 * from its front.
 */
public final class Scale {
  private static final Pattern FORM = Pattern.compile("([^=]+)=(.+?)\\.\\.(.+)");
  private static final long STEPS = 10_000;

  private final String path;
  private final Axis.Range range;
  private final List<String> items; // of a list; empty for an amount

  private Scale(String path, Axis.Range range, List<String> items) {
    this.path = path;
    this.range = range;
    this.items = items;
  }

  /** {@code PATH=LO..HI}. */
  public static Scale parse(String option, String text, ScenarioPlan base) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new BadInputException(option + ": '" + text + "' varies nothing, expected PATH=LO..HI");
    }
    String path = parts.group(1).strip();
    Axis.Range range = Axis.range(option, path, parts.group(2).strip(), parts.group(3).strip());
    List<String> items = list(path, base);
    boolean fits = items.isEmpty() || (range.low() >= 1 && range.high() <= items.size());
    if (!fits) {
      throw new BadInputException(
          option + ": " + path + ": expected 1.." + items.size() + " of its items or fewer");
    }
    return new Scale(path, range, items);
  }

  private static List<String> list(String path, ScenarioPlan base) {
    Optional<Setting> setting =
        base.variants().get(0).settings().stream()
            .filter(each -> each.path().equals(path) && each.isList())
            .findFirst();
    return setting.map(Setting::values).orElse(List.of());
  }

  public String path() {
    return path;
  }

  long low() {
    return range.low();
  }

  long high() {
    return range.high();
  }

  /** The least difference that is of interest. */
  long resolution() {
    boolean whole = !items.isEmpty() || high() - low() <= STEPS;
    return whole ? 1 : (high() - low()) / STEPS;
  }

  /** As a leaf is set to it. */
  String value(long amount) {
    return items.isEmpty()
        ? range.text(amount)
        : "[" + String.join(", ", items.subList(0, (int) amount)) + "]";
  }

  /** As one says it. */
  public String text(long amount) {
    return items.isEmpty() ? range.text(amount) : Long.toString(amount);
  }
}
