package io.pilsim.report.figure;

import io.pilsim.experiment.OutputFolder;
import io.pilsim.report.page.Chart;
import io.pilsim.report.page.Curves;
import io.pilsim.report.page.HeatMap;
import io.pilsim.report.page.Report;
import io.pilsim.report.page.Spans;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;

/**
 * Writes every chart of a report as SVG and as PNG, named by its id. The same report gives the same
 * bytes on the same machine; fonts, which text is measured with, are the machine's.
 */
public final class Figures {
  private static final int WIDTH = 900;
  private static final int SCALE = 2;
  private static final String SVG = "http://www.w3.org/2000/svg";

  private Figures() {}

  /** How many charts there were. */
  public static int write(Report report, Path folder) throws IOException {
    System.setProperty("java.awt.headless", "true");
    OutputFolder files = new OutputFolder(folder);
    int count = 0;
    for (Chart chart : report.charts()) {
      JFreeChart drawn = drawing(chart);
      Dimension size = size(chart);
      files.add(chart.id() + ".svg", svg(drawn, size));
      files.add(chart.id() + ".png", png(drawn, size));
      count++;
    }
    files.write();
    return count;
  }

  private static JFreeChart drawing(Chart chart) {
    if (chart instanceof Spans spans) {
      return SpansDrawing.of(spans);
    }
    return chart instanceof HeatMap map ? HeatDrawing.of(map) : CurvesDrawing.of((Curves) chart);
  }

  private static Dimension size(Chart chart) {
    if (chart instanceof Spans spans) {
      return new Dimension(WIDTH, 130 + 22 * spans.rows().size());
    }
    if (chart instanceof HeatMap map) {
      return new Dimension(WIDTH, 190 + Math.max(16, 22 * map.rows().size()));
    }
    return new Dimension(WIDTH, 480);
  }

  private static byte[] svg(JFreeChart chart, Dimension size) throws IOException {
    Document document;
    try {
      document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .getDOMImplementation()
              .createDocument(SVG, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
    SVGGraphics2D graphics = new SVGGraphics2D(document);
    graphics.setSVGCanvasSize(size);
    chart.draw(graphics, new Rectangle2D.Double(0, 0, size.width, size.height));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
      graphics.stream(out, true);
    }
    graphics.dispose();
    return bytes.toByteArray();
  }

  private static byte[] png(JFreeChart chart, Dimension size) throws IOException {
    BufferedImage image =
        new BufferedImage(SCALE * size.width, SCALE * size.height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.scale(SCALE, SCALE);
    chart.draw(graphics, new Rectangle2D.Double(0, 0, size.width, size.height));
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.setUseCache(false);
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
