package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.experiment.FakeRunner;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten entries of 2 us and a gigabyte at 1 or 2 GB/s: 1.00002 s, or half of it. */
final class ReportCommandTest {
  @TempDir private Path folder;
  private ReportBench bench;

  @BeforeEach
  void laysOut() {
    bench = new ReportBench(folder);
  }

  @Test
  void firstScreenHasTheQuestionAndTheAnswer() throws IOException {
    Session session = bench.session(FakeRunner.exact());
    bench.run(session, "--set", "soc.tz.entry=3 us");
    Document page = Jsoup.parse(bench.page(session, bench.file("out/s")));
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
    Session session = bench.session(new FakeRunner(true, List.of()));
    bench.run(session);
    Document page = Jsoup.parse(bench.page(session, bench.file("out/s/result.json")));
    assertEquals("± 2.48 µs", page.select("#chart-variants-1 td.n").get(1).text());
  }

  @Test
  void stagesLieEndToEndAndFillTheTotal() throws IOException {
    Session session = bench.session(FakeRunner.exact());
    bench.run(session);
    Document page = Jsoup.parse(bench.page(session, bench.file("out/s")));
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
    Session session = bench.session(new FakeRunner(true, List.of()));
    bench.run(session);
    bench.everythingElse(session);
    String html = bench.page(session, bench.file("out/s"), bench.file("cmp.json"));
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

  /** What changes the result is in it; where it is written and what is printed is not. */
  @Test
  void everyStudyTellsTheCommandThatRepeatsIt() throws IOException {
    Session session = bench.session(FakeRunner.exact());
    bench.run(session);
    bench.everythingElse(session);
    Document page = Jsoup.parse(bench.page(session, bench.file("out/s"), bench.file("cmp.json")));
    String scenario = bench.file("s.yaml");
    assertEquals(
        List.of(
            "pilsim run " + scenario,
            "pilsim sweep "
                + scenario
                + " --over 'soc.tz.entry=1..5 us:3' --over 'soc.tz.hash=1 GB/s,2 GB/s'",
            "pilsim capacity "
                + scenario
                + " --vary 'soc.tz.entry=1..5 us' --until 'boot.all.total_time < 1000.035 ms'",
            "pilsim sensitivity " + scenario,
            "pilsim compare " + bench.file("out/s")),
        page.select("pre.command").eachText());
  }

  @Test
  void sameResultsAreTheSameBytes() throws IOException {
    Session session = bench.session(new FakeRunner(true, List.of()));
    bench.run(session);
    bench.everythingElse(session);
    String once = bench.page(session, bench.file("out/s"));
    assertEquals(once, bench.page(session, bench.file("out/s")));
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
        session.run(
            "report",
            bench.file("out/s"),
            "-o",
            bench.file(to + ".md"),
            "--figures",
            bench.file(to));
    assertEquals("", said.err());
    assertTrue(said.out().contains(" figures in DIR/" + to + "/\n"), said.out());
  }

  @Test
  void figuresAreVectorsAndPixelsThatMarkdownLinksTo() throws Exception {
    Session session = bench.session(FakeRunner.exact());
    bench.run(session);
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
}
