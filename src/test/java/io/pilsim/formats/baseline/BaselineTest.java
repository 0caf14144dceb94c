package io.pilsim.formats.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.baseline.BaselineScenario.Acceptance;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class BaselineTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  private static BaselineScenario scenario(String name, double... latencies) {
    TreeMap<String, String> hashes = new TreeMap<>();
    List.of("inputs", "model", "pilsim", "scenario").forEach(each -> hashes.put(each, HASH));
    return new BaselineScenario(
        name,
        hashes,
        List.of(new Acceptance("2026-01-31", "the first one")),
        List.of("map.latency better lower max_change 2 %"),
        List.of(variant("qhee", latencies), variant("kvm", 7)));
  }

  private static BaselineVariant variant(String name, double... latencies) {
    List<Double> values = java.util.Arrays.stream(latencies).boxed().toList();
    return new BaselineVariant(
        name,
        true,
        latencies.length > 1,
        new TreeMap<>(Map.of("run.seed", "1", "host", name)),
        new TreeMap<>(Map.of("soc.tz.entry", "2 us")),
        new TreeMap<>(),
        new TreeMap<>(
            Map.of(
                "map.latency", new BaselineMetric("ns", values),
                "scm.calls", new BaselineMetric("count", List.of(9.0, 9.0, 9.0)))));
  }

  private static String text() {
    return new Baseline(List.of(scenario("b", 1.5, 2, 3e-7), scenario("a", 1, 2))).text();
  }

  private static Baseline parse(String text) throws FormatException {
    return Baseline.parse("f", text.getBytes(StandardCharsets.UTF_8));
  }

  private static String mistake(String text) {
    return assertThrows(FormatException.class, () -> parse(text)).getMessage();
  }

  @Test
  void isOneMetricALineWithWhatAllVariantsShareOnce() {
    String body =
        """
        scenario b
        hash inputs HASH
        hash model HASH
        hash pilsim HASH
        hash scenario HASH
        accepted 2026-01-31 the first one
        budget map.latency better lower max_change 2 %
        setting run.seed = 1
        leaf soc.tz.entry = 2 us
        variant qhee
        completed yes
        chance yes
        setting host = qhee
        metric map.latency ns 1.5 2 3.0E-7
        metric scm.calls count 9
        variant kvm
        completed yes
        chance no
        setting host = kvm
        metric map.latency ns 7
        metric scm.calls count 9
        check \
        """
            .replace("HASH", HASH);
    String text = new Baseline(List.of(scenario("b", 1.5, 2, 3e-7))).text();
    assertTrue(text.startsWith("pilsim-baseline/1\n\n" + body), text);
    assertTrue(text.substring(body.length()).matches("(?s).*[0-9a-f]{64}\n"), text);
  }

  @Test
  void readsBackWhatItWroteInTheOrderOfNames() throws FormatException {
    Baseline read = parse(text());
    assertEquals(List.of(scenario("a", 1, 2), scenario("b", 1.5, 2, 3e-7)), read.scenarios());
    assertEquals(text(), read.text());
  }

  @Test
  void aSingleValueStandsForAsManyAsAreAskedFor() {
    BaselineMetric constant = new BaselineMetric("count", List.of(9.0, 9.0));
    assertEquals(List.of(9.0), constant.values());
    assertEquals(3, constant.values(3).length);
    assertEquals(2, new BaselineMetric("count", List.of(9.0, 8.0)).values(3).length);
  }

  @Test
  void replacingOneScenarioLeavesTheLinesOfTheOthers() throws FormatException {
    String before = text();
    String after = parse(before).with(scenario("b", 4, 5)).text();
    int secondBefore = before.indexOf("scenario b");
    assertEquals(before.substring(0, secondBefore), after.substring(0, secondBefore));
    assertFalse(before.equals(after));
  }

  /** The check covers every byte from the scenario's line on; empty lines between are layout. */
  @Test
  void everyOtherCharacterIsAMistake() {
    String text = new Baseline(List.of(scenario("a", 1, 2))).text();
    for (int i = 0; i < text.length(); i++) {
      if (i != "pilsim-baseline/1".length() + 1) {
        char other = text.charAt(i) == '7' ? '8' : '7';
        String edited = text.substring(0, i) + other + text.substring(i + 1);
        assertEquals(1, mistake(edited).lines().count(), edited);
      }
    }
  }

  @Test
  void everyTruncationWithinAScenarioIsAMistake() throws FormatException {
    String text = text();
    int whole = text.indexOf("\nscenario b") + 1;
    for (int length = 0; length < text.length(); length++) {
      String cut = text.substring(0, length);
      boolean complete = cut.equals("pilsim-baseline/1\n") || cut.equals("pilsim-baseline/1\n\n");
      if (complete || length == whole || length == whole - 1) {
        assertTrue(parse(cut).scenarios().size() < 2);
      } else {
        assertEquals(1, mistake(cut).lines().count(), cut);
      }
    }
  }

  @Test
  void saysWhereAndWhat() {
    String text = new Baseline(List.of(scenario("a", 1, 2))).text();
    assertEquals("f:1:1: the file is empty, expected pilsim-baseline/1", mistake(""));
    assertEquals(
        "f:1:1: is of another version, 'pilsim-baseline/2', expected pilsim-baseline/1",
        mistake(text.replace("line/1", "line/2")));
    assertEquals("f:1:1: is no baseline, expected pilsim-baseline/1", mistake("{}\n"));
    assertEquals(
        "f:16:23: metric map.latency: 'NaN' is no finite number",
        mistake(text.replace("ns 1 2", "ns NaN 2")));
    assertEquals(
        "f:16:25: metric map.latency: '1e999' is no finite number",
        mistake(text.replace("ns 1 2", "ns 1 1e999")));
    assertEquals(
        "f:16:25: metric map.latency: '2.0' expected as 2",
        mistake(text.replace("ns 1 2", "ns 1 2.0")));
    assertEquals(
        "f:17:8: metric map.latency stands here twice",
        mistake(text.replace("ns 1 2\n", "ns 1 2\nmetric map.latency ns 1 2\n")));
    assertEquals(
        "f:3:11: holds a control character, expected text that ends with \\n alone",
        mistake(text.replace("scenario a\n", "scenario a\r\n")));
    assertEquals(
        "f:8:10: expected a date such as 2026-01-31, and a reason",
        mistake(text.replace("2026-01-31", "yesterday")));
    assertEquals(
        "f:8:1: '<<<<<<<' is unknown in a baseline",
        mistake(text.replace("accepted", "<<<<<<< HEAD\naccepted")));
  }

  @Test
  void anEditThatReadsWellIsStillAnEdit() {
    String text = new Baseline(List.of(scenario("a", 1, 2))).text();
    assertEquals(
        "f:24:7: scenario a is not as pilsim wrote it: it was edited by hand, or merged; restore the"
            + " file, or remove it and accept anew",
        mistake(text.replace("ns 1 2", "ns 1 3")));
  }
}
