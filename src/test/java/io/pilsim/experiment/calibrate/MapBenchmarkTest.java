package io.pilsim.experiment.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.formats.FormatException;
import io.pilsim.platform.SimulationRun;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Quantity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boards whose benchmark is the model's own, printed as the tool prints it. */
final class MapBenchmarkTest {
  private static final ModelFiles MODELS = new ModelFiles(Path.of("model"));
  private static final String SHORT =
      """
      dma mapping benchmark: threads:2 seconds:30 node:-1 dir:BIDIRECTIONAL granule: 8
      average map latency(us):1.4 standard deviation:0.3
      average unmap latency(us):2.3 standard deviation:0.9
      """;

  @TempDir private Path folder;

  private static List<MapBenchmark> read(String text) throws FormatException {
    return MapBenchmarkText.read("b.txt", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsRunsOfEveryVersionAmongOtherLines() throws FormatException {
    String old = SHORT.replace(" granule: 8", "").replace("threads:2", "threads:1");
    String newer =
        "dma mapping mode: DMA_MAP_SINGLE_MODE\n"
            + SHORT.replace("granule: 8", "granule/sg_nents: 8");
    String all = "# ./dma_map_benchmark -t 2 -x 2000 -g 8\n" + SHORT + "\n" + old + newer;
    assertEquals(
        List.of(
            new MapBenchmark(2, 8, 2000, 1400, 2300),
            new MapBenchmark(1, 1, 0, 1400, 2300),
            new MapBenchmark(2, 8, 0, 1400, 2300)),
        read(all));
  }

  @Test
  void whatItPrintsIsHalfOfTwoCutsTooShort() throws FormatException {
    Observation map = read(SHORT).get(0).map();
    assertEquals("dma_map_benchmark threads:2 granule:8 map", map.name());
    assertEquals(1500, map.ns());
    assertEquals(100 / Math.sqrt(6), map.deviationNs(), 1e-9);
  }

  @Test
  void mistakesAreALineEach() {
    List<String> wrong =
        List.of(
            SHORT.replace("threads:2", "threads:x"),
            SHORT.replace("threads:2", "threads:0"),
            SHORT.replace("average unmap", "average foo"),
            SHORT.substring(0, SHORT.indexOf("average unmap")),
            "dma mapping mode: DMA_MAP_SG_MODE\n" + SHORT);
    List<Integer> places = List.of(1, 1, 3, 3, 1);
    for (int i = 0; i < wrong.size(); i++) {
      String text = wrong.get(i);
      FormatException e = assertThrows(FormatException.class, () -> read(text), text);
      assertTrue(e.getMessage().startsWith("b.txt:" + places.get(i) + ":1: "), e.getMessage());
      assertFalse(e.getMessage().contains("\n"));
    }
  }

  /** As the tool would print the times of that board. */
  private static String printed(ModelTree board, int threads, int pages) {
    MapBenchmark run = new MapBenchmark(threads, pages, 0, 0, 0);
    SortedMap<String, Double> times =
        BenchmarkStory.of(MODELS, "sa8775p", run, List.of(), new SimulationRun()).times(board);
    return String.format(
        Locale.ROOT,
        "dma mapping benchmark: threads:%d seconds:20 node:-1 dir:TO_DEVICE granule: %d%n"
            + "average map latency(us):%.1f standard deviation:0.2%n"
            + "average unmap latency(us):%.1f standard deviation:0.2%n",
        threads,
        pages,
        cut(times.get(run.map().name())) / 10,
        cut(times.get(run.unmap().name())) / 10);
  }

  /** Tenths of a microsecond: each time is cut, 50 ns on average, and then their mean. */
  private static double cut(double ns) {
    return Math.floor((ns - 50) / 100);
  }

  @Test
  void everyValueThatIsFoundHasTheBoardsInItsInterval() throws IOException, FormatException {
    ModelTree board = MODELS.load("sa8775p");
    for (String change :
        List.of(
            "linux.iommu.write_pte=45 ns",
            "linux.iommu.clear_pte=30 ns",
            "linux.iommu.map_call=2 us")) {
      String path = "sa8775p." + change.substring(0, change.indexOf('='));
      Quantity value = Quantity.known(change.substring(change.indexOf('=') + 1));
      board = board.with(java.util.Map.of(path, value), Origin.of("test"));
    }
    StringBuilder text = new StringBuilder();
    for (int pages : new int[] {1, 16, 256, 1000}) {
      text.append(printed(board, 1, pages));
    }
    Path file = Files.writeString(folder.resolve("bench.txt"), text);
    CalibrationResult result =
        new CalibrationStudy(Path.of("model"), "sa8775p", new SimulationRun(), List.of())
            .run(Measurements.read(List.of(file)), folder.resolve("board"), 1);
    assertEquals(8, result.observations());
    List<String> found = new ArrayList<>();
    for (FittedLeaf each : result.fitted()) {
      long truth = board.leaf(each.path()).orElseThrow().value().amount();
      assertTrue(each.low().amount() <= truth && truth <= each.high().amount(), each.toString());
      found.add(each.path());
    }
    assertTrue(found.contains("sa8775p.linux.iommu.write_pte"), found.toString());
    assertTrue(result.decision().isEmpty());
  }
}
