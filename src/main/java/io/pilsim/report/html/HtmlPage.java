package io.pilsim.report.html;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pilsim.report.page.Curves;
import io.pilsim.report.page.Part;
import io.pilsim.report.page.Report;
import io.pilsim.report.page.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A report as one HTML page that needs nothing else: styles, scripts and numbers are in it, and it
 * forbids itself every request.
 */
public final class HtmlPage {
  private static final String FOLDER = "io/pilsim/report/";

  /** A part as the template takes it. */
  public record PartView(Part part, List<SectionView> sections) {
    /** Of the part. */
    public String id() {
      return part.id();
    }

    public String kind() {
      return part.kind();
    }

    public String title() {
      return part.title();
    }

    public String question() {
      return part.question();
    }

    public List<?> answers() {
      return part.answers();
    }

    public List<?> facts() {
      return part.facts();
    }
  }

  /** A section as the template takes it. */
  public record SectionView(String id, String title, List<BlockView> blocks) {}

  private HtmlPage() {}

  /**
   * @param version of the program, for the last line
   */
  public static String of(Report report, String version) throws IOException {
    PebbleEngine engine =
        new PebbleEngine.Builder()
            .loader(new ClasspathLoader(HtmlPage.class.getClassLoader()))
            .autoEscaping(true)
            .strictVariables(true)
            .defaultLocale(Locale.ROOT)
            .build();
    boolean plots = report.charts().stream().anyMatch(Curves.class::isInstance);
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("title", report.title());
    names.put("version", version);
    names.put("parts", report.parts().stream().map(HtmlPage::view).toList());
    names.put("plots", plots);
    names.put("css", resource("page.css"));
    names.put("script", resource("page.js"));
    names.put("plotCss", plots ? resource("uplot/uPlot.min.css") : "");
    names.put("plotScript", plots ? resource("uplot/uPlot.iife.min.js") : "");
    names.put("plotLicence", plots ? resource("uplot/LICENSE") : "");
    StringWriter out = new StringWriter();
    engine.getTemplate(FOLDER + "page.peb").evaluate(out, names);
    return out.toString().stripLeading();
  }

  private static PartView view(Part part) {
    return new PartView(part, part.sections().stream().map(HtmlPage::view).toList());
  }

  private static SectionView view(Section section) {
    List<BlockView> blocks = section.blocks().stream().map(BlockView::of).toList();
    return new SectionView(section.id(), section.title(), blocks);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlPage.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
