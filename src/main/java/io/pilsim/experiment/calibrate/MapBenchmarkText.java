package io.pilsim.experiment.calibrate;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code dma_map_benchmark} printed, once or several times: a line of parameters, a line
 * about maps, a line about unmaps. Other lines, such as a prompt, may stand between the runs; the
 * delay, which is not printed, is taken from a command line with {@code -x}.
 *
 * <p>Source: tools/testing/selftests/dma/dma_map_benchmark.c, later tools/dma.
 */
final class MapBenchmarkText {
  /** What every run's first line begins with. */
  static final String HEAD = "dma mapping benchmark:";

  private static final String OTHER_MODE = "dma mapping mode: DMA_MAP_SG_MODE";
  private static final Pattern PARAMETERS =
      Pattern.compile(
          HEAD
              + " threads:(\\d{1,4}) seconds:\\d{1,4} node:-?\\d{1,4} dir:\\S+"
              + "(?: granule(?:/sg_nents)?: ?(\\d{1,4}))?");
  private static final Pattern AVERAGE =
      Pattern.compile(
          "average (map|unmap) latency\\(us\\):(\\d{1,9}\\.\\d) standard deviation:\\d+\\.\\d");
  private static final Pattern DELAY =
      Pattern.compile("dma_map_benchmark\\s.*?-x\\s*(\\d{1,8})\\b");
  private static final double NS = 1_000;

  private final String file;
  private final List<String> lines;
  private final List<MapBenchmark> found = new ArrayList<>();
  private long delayNs;

  private MapBenchmarkText(String file, List<String> lines) {
    this.file = file;
    this.lines = lines;
  }

  static List<MapBenchmark> read(String file, byte[] bytes) throws FormatException {
    MapBenchmarkText text =
        new MapBenchmarkText(file, Utf8.decode(file, bytes).lines().map(String::strip).toList());
    for (int i = 0; i < text.lines.size(); i++) {
      text.take(i);
    }
    return List.copyOf(text.found);
  }

  private void take(int at) throws FormatException {
    String line = lines.get(at);
    Matcher delay = DELAY.matcher(line);
    if (line.equals(OTHER_MODE)) {
      throw wrong(at, "scatter lists are not modelled, expected DMA_MAP_SINGLE_MODE");
    } else if (line.startsWith(HEAD)) {
      run(at);
      delayNs = 0;
    } else if (delay.find()) {
      delayNs = Long.parseLong(delay.group(1));
    }
  }

  private void run(int at) throws FormatException {
    Matcher head = PARAMETERS.matcher(lines.get(at));
    if (!head.matches()) {
      throw wrong(at, "expected threads:N seconds:N node:N dir:WORD granule: N");
    }
    int threads = Integer.parseInt(head.group(1));
    int pages = head.group(2) == null ? 1 : Integer.parseInt(head.group(2));
    if (threads == 0 || pages == 0) {
      throw wrong(at, "expected at least one thread and one page");
    }
    double mapNs = average(at + 1, "map");
    found.add(new MapBenchmark(threads, pages, delayNs, mapNs, average(at + 2, "unmap")));
  }

  private double average(int at, String what) throws FormatException {
    Matcher average = AVERAGE.matcher(at < lines.size() ? lines.get(at) : "");
    if (!average.matches() || !average.group(1).equals(what)) {
      throw wrong(at, "expected 'average " + what + " latency(us):N.N standard deviation:N.N'");
    }
    return Double.parseDouble(average.group(2)) * NS;
  }

  private FormatException wrong(int at, String problem) {
    return FormatException.at(file, at + 1, 1, problem);
  }
}
