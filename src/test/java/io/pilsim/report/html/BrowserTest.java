package io.pilsim.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pilsim.experiment.statistics.Interval;
import io.pilsim.report.page.Curves;
import io.pilsim.report.page.Curves.Axis;
import io.pilsim.report.page.Curves.Curve;
import io.pilsim.report.page.Curves.Join;
import io.pilsim.report.page.Curves.Mark;
import io.pilsim.report.page.Curves.Point;
import io.pilsim.report.page.Grid;
import io.pilsim.report.page.HeatMap;
import io.pilsim.report.page.Part;
import io.pilsim.report.page.Prose;
import io.pilsim.report.page.Report;
import io.pilsim.report.page.Section;
import io.pilsim.report.page.Spans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a browser makes of a page with every kind of chart; left out where there is no Chromium. */
final class BrowserTest {
  private static final boolean SLOW = Boolean.getBoolean("pilsim.slow");
  private static final int MINUTES = 3;

  /** Before everything else: what goes wrong. */
  private static final String WATCH =
      """
      <script>
      window.wrong = [];
      addEventListener("error", e => wrong.push(e.message));
      addEventListener("securitypolicyviolation", e => wrong.push(e.violatedDirective));
      console.error = console.warn = text => wrong.push(String(text));
      </script>
      """;

  /** After everything else: what came of it, as attributes that a dump of the page shows. */
  private static final String TELL =
      """
      <script>
      addEventListener("load", () => setTimeout(() => {
        const say = (name, value) => document.body.setAttribute("data-" + name, value);
        const light = text => {
          const c = text.match(/[0-9.]+/g).slice(0, 3).map(v => v / 255)
            .map(v => v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
          return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
        };
        const ground = node => {
          for (let at = node; at; at = at.parentElement) {
            const color = getComputedStyle(at).backgroundColor;
            if (!/rgba\\(0, 0, 0, 0\\)/.test(color) && color.startsWith("rgb")) return color;
          }
          return "rgb(255, 255, 255)";
        };
        let faint = [];
        document.querySelectorAll("p, th, td:not([style]), a, summary, h1, h2, h3, h4, dt, dd, .label, .value, .tick")
          .forEach(node => {
            if (!node.textContent.trim() || !node.offsetParent) return;
            const a = light(getComputedStyle(node).color), b = light(ground(node));
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (ratio < 4.5) faint.push(node.tagName + " " + ratio.toFixed(1));
          });
        const drawn = [...document.querySelectorAll("canvas")].filter(canvas => {
          const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          return data.some(v => v !== 0);
        });
        const plot = document.querySelector(".plot");
        plot.focus();
        plot.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowRight", bubbles: true}));
        const paint = performance.getEntriesByName("first-contentful-paint")[0];
        say("wrong", wrong.join("; "));
        say("requests", performance.getEntriesByType("resource").length);
        say("overflow", document.documentElement.scrollWidth - innerWidth);
        say("drawn", drawn.length);
        say("faint", [...new Set(faint)].join("; "));
        say("read", plot.querySelector("[aria-live]").textContent);
        say("paint", paint ? Math.round(paint.startTime) : 0);
      }, 300));
      </script>
      """;

  @TempDir private Path folder;

  private static Report report() {
    Grid grid = new Grid("numbers", List.of("", "a"), List.of(List.of("row", "1 ms")));
    Spans.Span bar = new Spans.Span("bar: 1 ms", 0, 0, 1e6, Optional.of(new Interval(9e5, 11e5)));
    Spans spans =
        new Spans(
            "bars",
            "Bars",
            "Some bars.",
            grid,
            "ns",
            0,
            11e5,
            OptionalDouble.of(5e5),
            List.of("one"),
            List.of(new Spans.Row("heading", "label", List.of(bar), "1 ms")));
    Curve line = new Curve("line", Join.LINE, List.of(new Point(1, 2), new Point(10, 30)));
    Point named = new Point(3, 10, Optional.of(new Interval(8, 12)), "named");
    Curves curves =
        new Curves(
            "curves",
            "Curves",
            "Some curves.",
            grid,
            new Axis("time", "ns", true),
            new Axis("share", "percent", false),
            List.of(
                line,
                new Curve("fit", Join.DASHES, line.points()),
                new Curve("steps", Join.STEPS, line.points()),
                new Curve("points", Join.POINTS, List.of(named))),
            List.of(new Mark(5, "knee")));
    List<String> columns = new ArrayList<>();
    List<OptionalDouble> values = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      columns.add(i + " MiB");
      values.add(OptionalDouble.of(i * i));
    }
    HeatMap map =
        new HeatMap(
            "map",
            "Map",
            "A map.",
            "size",
            "kind",
            "ns",
            columns,
            List.of("x", "y"),
            List.of(values, values));
    Section section =
        new Section("s", "Charts", List.of(spans, curves, map, grid, Prose.note("A note.")));
    Part part =
        new Part(
            "r1",
            "run",
            "part",
            "What is it?",
            List.of(Prose.bad("Bad."), Prose.plain("So so.")),
            List.of(new Part.Fact("seed", "1")),
            List.of(section));
    return Report.of("a report", List.of(part));
  }

  @ParameterizedTest
  @CsvSource({"400, 1", "1280, 1", "1280, 0", "1920, 0"})
  void showsEverythingAndAsksForNothing(int width, int scheme) throws Exception {
    Map<String, String> told = open(width, scheme);
    assertEquals("", told.get("wrong"));
    assertEquals("0", told.get("requests"));
    assertEquals("1", told.get("drawn"), "canvases that are not blank");
    assertEquals("", told.get("faint"), "text that is hard to read: less than 4.5 to 1");
    assertTrue(Integer.parseInt(told.get("overflow")) <= 0, "scrolls sideways");
    assertTrue(told.get("read").startsWith("time 1 ns: line 2 %"), told.get("read"));
    int paint = Integer.parseInt(told.get("paint"));
    assertTrue(paint < (SLOW ? 1000 : 20_000), paint + " ms to the first paint"); // 0: not told
  }

  /** A script that breaks the page's rules is seen to. */
  @Test
  void watchesForWhatGoesWrong() throws Exception {
    String broken = "<img src=\"https://example.invalid/x.png\"><script>nothing.here()</script>";
    Map<String, String> told = open(800, 1, broken);
    assertTrue(told.get("wrong").contains("nothing is not defined"), told.get("wrong"));
    assertTrue(told.get("wrong").contains("img-src"), told.get("wrong"));
  }

  private Map<String, String> open(int width, int scheme, String... more) throws Exception {
    Optional<Path> chromium = chromium();
    assumeTrue(chromium.isPresent(), "no Chromium");
    String page = HtmlPage.of(report(), "pilsim");
    Path file = folder.resolve("page.html");
    Files.writeString(
        file,
        page.replace("<title>", WATCH + "<title>")
            .replace("</body>", String.join("", more) + TELL + "</body>"));
    Path out = folder.resolve("dom");
    Process process =
        new ProcessBuilder(
                chromium.get().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile"),
                "--blink-settings=preferredColorScheme=" + scheme,
                "--window-size=" + width + ",900",
                "--virtual-time-budget=5000",
                "--dump-dom",
                file.toUri().toString())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), "Chromium does not end");
    Map<String, String> told = new TreeMap<>();
    Jsoup.parse(Files.readString(out)).body().dataset().forEach(told::put);
    return told;
  }

  private static Optional<Path> chromium() throws IOException {
    for (String place : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      Path file = Path.of(place, "chromium");
      if (Files.isExecutable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
