package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.experiment.FakeRunner;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.json.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report is made of: hostile, broken and unusual results. */
final class ReportInputTest {
  @TempDir private Path folder;
  private ReportBench bench;

  @BeforeEach
  void laysOut() {
    bench = new ReportBench(folder);
  }

  @Test
  void hostileNamesStayText() throws IOException {
    Session session = bench.session(new FakeRunner(true, List.of()));
    bench.run(session);
    bench.everythingElse(session);
    String hostile = "</script><img src=x onerror=alert(1)>&\\\"";
    for (String name : List.of("result.json", "capacity.json", "metrics.csv")) {
      Path result = folder.resolve("out/s").resolve(name);
      String shown = name.endsWith("csv") ? "\"" + hostile.replace("\\\"", "\"\"") + "\"" : hostile;
      Files.writeString(result, Files.readString(result).replace("plain", shown));
    }
    Document page = Jsoup.parse(bench.page(session, bench.file("out/s")));
    assertTrue(page.select("img").isEmpty());
    assertTrue(page.select("#r1 .answers").text().contains("<img src=x onerror=alert(1)>&\""));
    for (Element data : page.select("script[type=application/json]")) {
      assertTrue(parses(data.data()), data.data());
    }
  }

  private static boolean parses(String json) {
    try {
      JsonNode.parse("data", json);
      return true;
    } catch (FormatException e) {
      return false;
    }
  }

  @Test
  void whatIsNoResultIsALineEachAndNothingIsWritten() throws IOException {
    Session session = bench.session(FakeRunner.exact());
    bench.run(session);
    String good = Files.readString(folder.resolve("out/s/result.json"));
    Files.writeString(folder.resolve("cut.json"), good.substring(0, good.length() / 2));
    Files.writeString(folder.resolve("other.json"), good.replace("pilsim-result/1", "x/9"));
    Files.write(folder.resolve("bytes.json"), new byte[] {(byte) 0xff, 0, 1});
    Files.writeString(folder.resolve("half.json"), "{\"format\": \"pilsim-capacity/1\"}");
    Files.writeString(folder.resolve("sweep.jsonl"), "{}\n");
    Files.createDirectory(folder.resolve("empty"));
    List<String> words = new ArrayList<>(List.of("report", "-o", bench.file("page.html")));
    List<String> bad =
        List.of("cut.json", "other.json", "bytes.json", "half.json", "sweep.jsonl", "empty", "no");
    bad.forEach(name -> words.add(bench.file(name)));
    Session.Said said = session.run(words.toArray(new String[0]));
    assertEquals(2, said.status());
    List<String> lines = said.err().lines().toList();
    assertEquals(bad.size(), lines.size(), said.err());
    for (int i = 0; i < bad.size(); i++) {
      assertTrue(lines.get(i).startsWith("DIR/" + bad.get(i) + ":"), lines.get(i));
    }
    assertTrue(lines.get(1).contains("format: 'x/9' cannot be shown"), lines.get(1));
    assertFalse(Files.exists(folder.resolve("page.html")));
  }

  @Test
  void adviceAndWhatWouldRelaxACapacityAreTold() throws IOException {
    Session session = bench.session(FakeRunner.exact());
    String option =
        """
        {"sets": %s, "cost": %s, "gain": %s, "memory_bytes": 4096,
         "exposure": {"known": true, "always": false, "ns": 2000, "bytes": 64}}""";
    Files.writeString(
        folder.resolve("advice.json"),
        """
        {"format": "pilsim-advice/1", "scenario": "s", "variant": "v", "metric": "map.latency",
         "unit": "ns", "max_exposure": "none", "as_it_is": %s, "pareto": [%s], "alone": [],
         "rejected": []}"""
            .formatted(option.formatted("[]", 3000, 0), option.formatted("[\"a=b\"]", 1000, 2000)));
    Document advice = Jsoup.parse(bench.page(session, bench.file("advice.json")));
    assertEquals("a=b gains 2 µs.", advice.select(".answers p").text());
    bench.everythingElse(session);
    Path capacity = folder.resolve("out/s/capacity.json");
    String leaf = "\"leaf\": \"soc.tz.hash\", \"value\": \"2 GB/s\"";
    String both = "\"resource\": \"scm.lock\", \"leaves\": {\"soc.tz.hash\": \"2 GB/s\"}";
    for (String shape : List.of(leaf, both)) {
      Files.writeString(capacity, Files.readString(capacity).replace(leaf, shape));
      String said = Jsoup.parse(bench.page(session, capacity.toString())).text();
      assertTrue(said.contains("soc.tz.hash = 2 GB/s"), said);
    }
  }

  @Test
  void sweepIsShownInTheMetricAskedFor() throws IOException {
    Session session = bench.session(FakeRunner.exact());
    bench.everythingElse(session);
    String page = bench.page(session, bench.file("out/s"), "--metric", "boot.adsp.total_time");
    assertTrue(Jsoup.parse(page).select("h2").text().contains("boot.adsp.total_time"));
    Session.Said said = session.run("report", bench.file("out/s/sweep.csv"), "--metric", "boot.x");
    assertEquals(2, said.status());
    assertTrue(said.err().startsWith("--metric: no metric 'boot.x'"), said.err());
  }
}
