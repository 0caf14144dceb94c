package io.pilsim.formats.baseline;

import io.pilsim.formats.json.Decimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Writes a scenario of a baseline; what all variants share stands once, before them. */
final class BaselineWriter {
  private final StringBuilder text = new StringBuilder();
  private final BaselineScenario scenario;

  private BaselineWriter(BaselineScenario scenario) {
    this.scenario = scenario;
  }

  static String text(BaselineScenario scenario) {
    return new BaselineWriter(scenario).write();
  }

  private String write() {
    line("scenario", scenario.name());
    scenario.hashes().forEach((name, hash) -> line("hash", name + " " + hash));
    scenario.accepted().forEach(each -> line("accepted", each.date() + " " + each.reason()));
    scenario.budgets().forEach(budget -> line("budget", budget));
    SortedMap<String, String> settings = shared(BaselineVariant::settings);
    SortedMap<String, String> leaves = shared(BaselineVariant::leaves);
    SortedMap<String, String> inputs = shared(BaselineVariant::inputs);
    lines("setting", settings, Map.of());
    lines("leaf", leaves, Map.of());
    lines("input", inputs, Map.of());
    for (BaselineVariant variant : scenario.variants()) {
      line("variant", variant.name());
      line("completed", variant.completed() ? "yes" : "no");
      line("chance", variant.chance() ? "yes" : "no");
      lines("setting", variant.settings(), settings);
      lines("leaf", variant.leaves(), leaves);
      lines("input", variant.inputs(), inputs);
      variant.metrics().forEach(this::metric);
    }
    String body = text.toString();
    line("check", checksum(body));
    return text.toString();
  }

  /** What every variant has, with the same value. */
  private SortedMap<String, String> shared(
      Function<BaselineVariant, SortedMap<String, String>> part) {
    SortedMap<String, String> shared = new TreeMap<>();
    if (!scenario.variants().isEmpty()) {
      shared.putAll(part.apply(scenario.variants().get(0)));
      for (BaselineVariant variant : scenario.variants()) {
        shared.entrySet().retainAll(part.apply(variant).entrySet());
      }
    }
    return shared;
  }

  private void lines(String keyword, Map<String, String> values, Map<String, String> known) {
    values.forEach(
        (path, value) -> {
          if (!known.containsKey(path)) {
            line(keyword, path + " = " + value);
          }
        });
  }

  private void metric(String name, BaselineMetric metric) {
    StringBuilder line = new StringBuilder(name).append(' ').append(metric.unit());
    metric.values().forEach(value -> line.append(' ').append(number(value)));
    line("metric", line.toString());
  }

  private void line(String keyword, String rest) {
    text.append(keyword).append(' ').append(rest).append('\n');
  }

  /** The only spelling of a number: the shortest that reads back as the same one. */
  static String number(double value) {
    String text = Decimal.of(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  static String checksum(String body) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(body.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
