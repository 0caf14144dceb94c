package io.pilsim.fuzz;

import static io.pilsim.fuzz.FuzzTarget.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.experiment.ResultCodec;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.calibrate.Measurements;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.baseline.Baseline;
import io.pilsim.formats.ftrace.TraceReader;
import io.pilsim.formats.json.JsonNode;
import io.pilsim.formats.json.JsonWriter;
import io.pilsim.formats.requests.RequestList;
import io.pilsim.formats.yaml.YamlNode;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.scenario.ScenarioPlan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Scenarios, platforms, traces, requests, results, baselines and tables of measurements. */
final class TextTargets {
  static final String REQUESTS =
      "tick_ps,dev,sid,ssid,addr,size,rw\n1000,0,3,0,0x1000,64,r\n2000,1,4,7,4096,16,w\n";

  private static final int MOST_ALIKE = 5;
  private static final int MANY = 20_000;
  private static final List<String> YAML_WORDS =
      List.of(
          "&a ",
          "*a",
          "!!str ",
          "!x ",
          "<<: ",
          "%YAML 9.9\n---\n",
          "---\n",
          "...\n",
          "|\n",
          ">-\n",
          "? ",
          "- ",
          ": ",
          "{",
          "}",
          "[",
          "]",
          "\"",
          "'",
          "\\x",
          "\\U0011",
          "# ",
          "\t",
          "\r",
          "~",
          "\u0085",
          "\ufeff",
          "\u2028",
          "%TAG ! x\n");

  private TextTargets() {}

  static List<FuzzTarget> all() throws IOException {
    return List.of(
        yaml(),
        scenarios(),
        platforms(),
        json(),
        results(),
        baselines(),
        traces(),
        requests(),
        measurements());
  }

  private static FuzzTarget text(
      String name, List<byte[]> seeds, List<String> words, FuzzTarget.Reading reading) {
    return FuzzTarget.of(name, FuzzTarget.Kind.TEXT, seeds, words, FormatException.class, reading);
  }

  private static FuzzTarget yaml() {
    return text("yaml", List.of(), YAML_WORDS, input -> YamlNode.parse("f.yaml", input));
  }

  private static FuzzTarget scenarios() throws IOException {
    ModelFiles models = new ModelFiles(Path.of("model"));
    List<byte[]> seeds = files(Path.of("scenarios"));
    seeds.add(bytes(("variants:\n  a: {" + numbered("k%d: 1, ") + "}\n")));
    seeds.add(bytes("variants:\n" + numbered("  v%d:\n")));
    seeds.add(bytes(numbered("k%d: 1\n")));
    seeds.add(bytes("x".repeat(10 * MANY) + ": 1\n"));
    seeds.add(bytes("run: {seed: " + "9".repeat(10 * MANY) + " ns}\n"));
    seeds.add(bytes("host: kvm\nexpect:\n" + numbered("  - a%d.mean < 1 ms\n")));
    Path file = Path.of("scenarios/f.yaml");
    List<String> words = new ArrayList<>(YAML_WORDS);
    words.addAll(
        List.of("kvm", "sa8775p", "5 ms", "0x10", "run.seed", "sweep: ", "gate: ", "expect: "));
    return text("scenario", seeds, words, input -> plan(file, input, models))
        .mayThrow(List.of(BadInputException.class));
  }

  private static void plan(Path file, byte[] input, ModelFiles models) {
    ScenarioPlan.of(file, input, models, List.of(), List.of());
  }

  private static String numbered(String form) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < MANY; i++) {
      all.append(form.replace("%d", Integer.toString(i)));
    }
    return all.toString();
  }

  private static List<byte[]> files(Path folder) throws IOException {
    List<byte[]> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
        all.add(Files.readAllBytes(file));
      }
    }
    return all;
  }

  private static FuzzTarget platforms() throws IOException {
    List<byte[]> seeds = files(Path.of("model/gem5-smmuv3"));
    seeds.addAll(files(Path.of("model/sa8775p")));
    seeds.add(bytes(numbered("k%d: 1\n")));
    seeds.add(bytes("k: {value: " + "9".repeat(10 * MANY) + " ns, basis: specified}\n"));
    seeds.add(bytes("k: {value: 1, basis: " + "x".repeat(10 * MANY) + "}\n"));
    List<String> words = new ArrayList<>(YAML_WORDS);
    words.addAll(List.of("value: ", "basis: ", "assumed", "range: ", "legal: ", "1..4", "8 KiB"));
    return text("platform", seeds, words, input -> ModelFiles.parse("p", Map.of("p.yaml", input)))
        .mayThrow(List.of(BadInputException.class));
  }

  private static FuzzTarget json() {
    List<String> words = List.of("{", "}", "[", "]", "\"", "\\u00", "1e99", "null", ",", ":", "-");
    return text(
        "json",
        List.of(),
        words,
        input -> {
          JsonNode tree = JsonNode.parse("f.json", input);
          try (JsonWriter json = new JsonWriter(new StringWriter())) {
            json.value(tree);
          }
        });
  }

  private static FuzzTarget results() {
    return text(
        "result",
        List.of(),
        List.of("null", "[]", "{}", "\"\"", "1e300", "-1", "true", "pilsim-result/2"),
        input -> {
          ResultRecord read = ResultCodec.read("result.json", input);
          String written = ResultCodec.write(read);
          assertEquals(written, ResultCodec.write(ResultCodec.read("again", bytes(written))));
        });
  }

  private static FuzzTarget baselines() throws IOException {
    return text(
            "baseline",
            List.of(shortBaseline()),
            List.of(
                "scenario ", "check ", "metric ", "variant ", "leaf ", " = ", "\n\n", "accepted "),
            input -> {
              Baseline read = Baseline.parse("f.baseline", input);
              assertEquals(read, Baseline.parse("again", bytes(read.text())));
            })
        .repairedBy(TextTargets::checksums);
  }

  /** A variant of the reference baseline, with as much as it shares with the others. */
  private static byte[] shortBaseline() throws IOException {
    StringBuilder kept = new StringBuilder();
    int variants = 0;
    Map<String, Integer> alike = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("reports/reference/gate-map.baseline"))) {
      variants += line.startsWith("variant ") ? 1 : 0;
      int number = alike.merge(line.split(" ", 2)[0], 1, Integer::sum);
      if ((variants < 2 && number <= MOST_ALIKE) || line.startsWith("check ")) {
        kept.append(line).append('\n');
      }
    }
    return checksums(bytes(kept.toString()));
  }

  /** With each scenario's checksum made right. */
  private static byte[] checksums(byte[] spoilt) {
    StringBuilder all = new StringBuilder();
    int from = 0;
    for (String line : new String(spoilt, StandardCharsets.UTF_8).split("\n", -1)) {
      if (line.startsWith("scenario ")) {
        from = all.length();
      }
      boolean check = line.startsWith("check ");
      all.append(check ? "check " + sha256(all.substring(from)) : line).append('\n');
    }
    all.setLength(all.length() - 1);
    return bytes(all.toString());
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FuzzTarget traces() {
    List<String> words =
        List.of(
            " [003] ",
            "....  12.345678: ",
            "map: IOMMU: iova=0x",
            " - 0x",
            " size=",
            "CPU:1 [LOST ",
            " EVENTS]\n",
            "scm_smc_request: smc_id:0x",
            "args:{",
            "0x",
            "[   12.000001] ",
            "<6>");
    return text(
        "ftrace",
        List.of(),
        words,
        input -> TraceReader.read("f.trace", new ByteArrayInputStream(input)));
  }

  private static FuzzTarget requests() {
    return text(
        "requests",
        List.of(bytes(REQUESTS)),
        List.of(",", "\r\n", "0x", ",r\n", ",w\n", "18446744073709551616", "\u0661"),
        input -> RequestList.parse("f.csv", input));
  }

  private static FuzzTarget measurements() throws IOException {
    Path file = Files.createTempFile("pilsim-fuzz", ".csv");
    file.toFile().deleteOnExit();
    return text(
            "calibration",
            List.of(),
            List.of(",", "\"", "#", "NaN", "Infinity", "-0", "1e-400", "\n"),
            input -> {
              Files.write(file, input);
              Measurements.read(List.of(file));
            })
        .mayThrow(List.of(FormatException.class, BadInputException.class));
  }
}
