package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.experiment.FakeRunner;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.json.JsonNode;
import io.pilsim.platform.Runner;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten entries of 2 us and a gigabyte at 1 or 2 GB/s: 1.00002 s, or half of it. */
final class ReportCommandTest {
  private static final String SCENARIO =
      """
      scenario: s
      platform: soc
      host: kvm
      workload: {flow: boot, remoteprocs: [adsp]}
      variants:
        plain: {}
        fast: {soc.tz.hash: 2 GB/s}
      run: {replications: 3}
      """;

  @TempDir private Path folder;

  private Session session(Runner runner) {
    Session session = new Session(folder, runner);
    session.bench().write("s.yaml", SCENARIO);
    return session;
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private void run(Session session, String... more) {
    List<String> words = new ArrayList<>(List.of("run", file("s.yaml"), "--quiet"));
    words.addAll(List.of("-o", file("out")));
    words.addAll(List.of(more));
    assertEquals(0, session.run(words.toArray(new String[0])).status());
  }

  private String page(Session session, String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("report"));
    all.addAll(List.of(words));
    all.addAll(List.of("-o", file("page.html")));
    Session.Said said = session.run(all.toArray(new String[0]));
    assertEquals("", said.err());
    assertEquals(0, said.status());
    assertTrue(said.out().startsWith("report in DIR/page.html\n"), said.out());
    return Files.readString(folder.resolve("page.html"));
  }

  @Test
  void firstScreenHasTheQuestionAndTheAnswer() throws IOException {
    Session session = session(FakeRunner.exact());
    run(session, "--set", "soc.tz.entry=3 us");
    Document page = Jsoup.parse(page(session, file("out/s")));
    assertEquals(
        "How long does it take to boot adsp, and which of 2 variants is best?",
        page.select(".first h2").text());
    List<String> answers = page.select(".answers p").eachText();
    assertEquals("fast is best: booting takes 500 ms.", answers.get(0));
    assertEquals("plain takes 500 ms more, 2 times as much.", answers.get(1));
    assertTrue(
        page.select("pre.command").text().endsWith("s.yaml --set 'soc.tz.entry=3 us'"),
        page.select("pre.command").text());
  }

  /** Chance adds 0, 1 and 2 us: their mean is 1 us, and t of two degrees is 4.303. */
  @Test
  void saysIntervalsWhereChancePlaysAPart() throws IOException {
    Session session = session(new FakeRunner(true, List.of()));
    run(session);
    Document page = Jsoup.parse(page(session, file("out/s/result.json")));
    assertEquals("± 2.48 µs", page.select("#chart-variants-1 td.n").get(1).text());
  }

  @Test
  void stagesLieEndToEndAndFillTheTotal() throws IOException {
    Session session = session(FakeRunner.exact());
    run(session);
    Document page = Jsoup.parse(page(session, file("out/s")));
    Element plain = page.select("#chart-budget .row").get(0);
    double at = 0;
    for (Element bar : plain.select(".bar")) {
      assertEquals(at, percent(bar, "left"), 0.002);
      at += percent(bar, "width");
    }
    assertEquals(100, at, 0.002);
    assertEquals("1 s", plain.select(".value").text());
    assertEquals(
        List.of("metadata: 20 µs", "auth: 1 s"), plain.select(".bar").eachAttr("data-tip"));
  }

  private static double percent(Element bar, String name) {
    String style = bar.attr("style");
    int from = style.indexOf(name + ":") + name.length() + 1;
    return Double.parseDouble(style.substring(from, style.indexOf('%', from)));
  }

  /** What a screen reader needs, for every kind of result in one page. */
  @Test
  void pageOfEverythingHasTextForEveryChartAndAsksForNothing() throws IOException {
    Session session = session(new FakeRunner(true, List.of()));
    run(session);
    everythingElse(session);
    String html = page(session, file("out/s"), file("cmp.json"));
    Document page = Jsoup.parse(html);
    assertEquals(5, page.select("article").size());
    assertTrue(html.length() < 1_000_000);
    assertFalse(page.select("meta[http-equiv=Content-Security-Policy]").isEmpty());
    for (Element link : page.select("[src], [href]")) {
      String to = link.attr("src") + link.attr("href");
      assertTrue(to.startsWith("#") || to.equals("data:,"), to);
    }
    assertEquals("en", page.select("html").attr("lang"));
    assertEquals(1, page.select("h1").size());
    assertEquals(
        page.select("[id]").size(), page.select("[id]").eachAttr("id").stream().distinct().count());
    for (Element anchor : page.select("nav a")) {
      assertEquals(1, page.select(anchor.attr("href")).size(), anchor.text());
    }
    assertTrue(page.select("figure").size() >= 6);
    for (Element figure : page.select("figure")) {
      assertFalse(figure.select("figcaption p").text().isBlank());
      assertFalse(figure.select("table caption").isEmpty(), figure.id());
      assertFalse(figure.select("tbody th[scope=row], th[scope=rowgroup]").isEmpty());
      figure
          .select("[role=img], [role=group], [role=region]")
          .forEach(each -> assertFalse(each.attr("aria-label").isBlank()));
    }
    assertEquals(page.select("thead th").size(), page.select("thead th[scope=col]").size());
    assertFalse(page.select(".plot").isEmpty());
    assertTrue(html.contains("Leon Sorokin"), "the licence of what draws curves");
  }

  private void everythingElse(Session session) {
    String[][] commands = {
      {
        "sweep",
        file("s.yaml"),
        "--over",
        "soc.tz.entry=1..5 us:3",
        "--over",
        "soc.tz.hash=1 GB/s,2 GB/s"
      },
      {
        "capacity",
        file("s.yaml"),
        "--vary",
        "soc.tz.entry=1..5 us",
        "--until",
        "boot.all.total_time < 1000.035 ms"
      },
      {"sensitivity", file("s.yaml")}
    };
    for (String[] command : commands) {
      List<String> words = new ArrayList<>(List.of(command));
      words.addAll(List.of("-o", file("out"), "--quiet"));
      Session.Said said = session.run(words.toArray(new String[0]));
      assertEquals("", said.err());
    }
    session.run("compare", file("out/s"), "--json", file("cmp.json"), "--quiet");
  }

  @Test
  void sameResultsAreTheSameBytes() throws IOException {
    Session session = session(new FakeRunner(true, List.of()));
    run(session);
    everythingElse(session);
    String once = page(session, file("out/s"));
    assertEquals(once, page(session, file("out/s")));
    figures(session, "one");
    figures(session, "two");
    try (var files = Files.list(folder.resolve("one"))) {
      for (Path figure : files.toList()) {
        Path again = folder.resolve("two").resolve(figure.getFileName());
        assertArrayEquals(Files.readAllBytes(figure), Files.readAllBytes(again), "" + figure);
      }
    }
  }

  private void figures(Session session, String to) {
    Session.Said said =
        session.run("report", file("out/s"), "-o", file(to + ".md"), "--figures", file(to));
    assertEquals("", said.err());
    assertTrue(said.out().contains(" figures in DIR/" + to + "/\n"), said.out());
  }

  @Test
  void figuresAreVectorsAndPixelsThatMarkdownLinksTo() throws Exception {
    Session session = session(FakeRunner.exact());
    run(session);
    figures(session, "figures");
    String markdown = Files.readString(folder.resolve("figures.md"));
    assertTrue(markdown.contains("![Latency budget of the boot](figures/budget.svg)"), markdown);
    assertTrue(markdown.contains("| auth | 1 s | 500 ms |"), markdown);
    BufferedImage pixels = ImageIO.read(folder.resolve("figures/budget.png").toFile());
    assertEquals(1800, pixels.getWidth());
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    assertEquals(
        "svg",
        factory
            .newDocumentBuilder()
            .parse(folder.resolve("figures/budget.svg").toFile())
            .getDocumentElement()
            .getTagName());
  }

  @Test
  void hostileNamesStayText() throws IOException {
    Session session = session(new FakeRunner(true, List.of()));
    run(session);
    everythingElse(session);
    String hostile = "</script><img src=x onerror=alert(1)>&\\\"";
    for (String name : List.of("result.json", "capacity.json", "metrics.csv")) {
      Path result = folder.resolve("out/s").resolve(name);
      String shown = name.endsWith("csv") ? "\"" + hostile.replace("\\\"", "\"\"") + "\"" : hostile;
      Files.writeString(result, Files.readString(result).replace("plain", shown));
    }
    Document page = Jsoup.parse(page(session, file("out/s")));
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
    Session session = session(FakeRunner.exact());
    run(session);
    String good = Files.readString(folder.resolve("out/s/result.json"));
    Files.writeString(folder.resolve("cut.json"), good.substring(0, good.length() / 2));
    Files.writeString(folder.resolve("other.json"), good.replace("pilsim-result/1", "x/9"));
    Files.write(folder.resolve("bytes.json"), new byte[] {(byte) 0xff, 0, 1});
    Files.writeString(folder.resolve("half.json"), "{\"format\": \"pilsim-capacity/1\"}");
    Files.writeString(folder.resolve("sweep.jsonl"), "{}\n");
    Files.createDirectory(folder.resolve("empty"));
    List<String> words = new ArrayList<>(List.of("report", "-o", file("page.html")));
    List<String> bad =
        List.of("cut.json", "other.json", "bytes.json", "half.json", "sweep.jsonl", "empty", "no");
    bad.forEach(name -> words.add(file(name)));
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
  void sweepIsShownInTheMetricAskedFor() throws IOException {
    Session session = session(FakeRunner.exact());
    everythingElse(session);
    String page = page(session, file("out/s"), "--metric", "boot.adsp.total_time");
    assertTrue(Jsoup.parse(page).select("h2").text().contains("boot.adsp.total_time"));
    Session.Said said = session.run("report", file("out/s/sweep.csv"), "--metric", "boot.x");
    assertEquals(2, said.status());
    assertTrue(said.err().startsWith("--metric: no metric 'boot.x'"), said.err());
  }
}
