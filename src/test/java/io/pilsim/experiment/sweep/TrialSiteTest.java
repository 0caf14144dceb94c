package io.pilsim.experiment.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.PlanSource;
import io.pilsim.formats.FormatException;
import io.pilsim.platform.FirmwareMaker;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.scenario.PlannedVariant;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Another machine's trials are those of this one, bit by bit: results here are the oracle. */
final class TrialSiteTest {
  @TempDir private Path folder;

  /** Has nothing but texts and a copy of the inputs, and is asked in reverse. */
  private static final class Elsewhere implements TrialExecutor {
    private final Runnable whenCopied;
    private int carriedOut;

    Elsewhere(Runnable whenCopied) {
      this.whenCopied = whenCopied;
    }

    @Override
    public int width() {
      return 1;
    }

    @Override
    public void run(List<TrialTask> tasks, Sink sink) {
      TrialSite site =
          new TrialSite(copy(new TrialInputs().with(tasks, new ModelFiles(SweepBench.MODELS))));
      whenCopied.run();
      for (int i = tasks.size() - 1; i >= 0; i--) {
        String request = TrialRequest.of(tasks.get(i), EngineKind.HEAP).text();
        sink.done(i, TrialReply.read(site.run(request)));
        carriedOut++;
      }
    }

    private static TrialInputs copy(TrialInputs inputs) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(inputs);
        ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        return (TrialInputs) in.readObject();
      } catch (IOException | ClassNotFoundException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() {}
  }

  private String same(String scenario, String over, Runnable whenCopied, String... sets)
      throws IOException {
    SweepBench bench = new SweepBench(folder);
    String expected = bench.csv(scenario, over, SweepBench.here(1), sets);
    Elsewhere elsewhere = new Elsewhere(whenCopied);
    assertEquals(expected, bench.csv(scenario, over, elsewhere, sets));
    assertTrue(elsewhere.carriedOut >= 2);
    return expected;
  }

  /** Every flow; with chance, lists, faults. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          boot-adsp         | sa8775p.tz.auth.hash_bandwidth=100 MB/s,4 GB/s | driver=v10
          boot-all          | host=qhee,kvm             | workload.remoteprocs=[adsp, gpdsp1]
          lifecycle         | run.seed=1,2              | workload.operations=20
          recovery-storm    | run.seed=1,2              | host=kvm
          tzmem-exhaustion  | run.seed=1,2              | host=kvm
          how-large-a-tlb   | run.seed=1,2              | run.warmup=20 us
          fastrpc           | run.seed=1,2              | run.replications=2
          """)
  void textsAndInputsAreAllThatATrialNeeds(String scenario, String over, String set)
      throws IOException {
    String csv = same(scenario, over, () -> {}, set);
    assertTrue(csv.lines().filter(line -> line.contains(",completed,")).count() >= 1, csv);
  }

  @Test
  void inputFilesGoAlongWithThePartsOfASplitImage() throws IOException {
    byte[] image = FirmwareMaker.make(ModelTree.load(SweepBench.MODELS, "sa8775p"), "adsp");
    Path whole = Files.write(folder.resolve("whole.mbn"), image);
    Path split = split(image);
    String csv =
        same(
            "boot-adsp",
            "inputs.firmware.adsp=" + whole + "," + split,
            () -> remove(whole, split),
            "run.seed=7");
    assertEquals(2, csv.lines().filter(line -> line.contains(",completed,")).count(), csv);
  }

  /** The header with the digests, and a file per segment, as Qualcomm's are split. */
  private Path split(byte[] image) throws IOException {
    ByteBuffer elf = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    int headers = elf.getInt(28);
    int count = elf.getShort(44);
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      int offset = elf.getInt(headers + 32 * i + 4);
      byte[] part = Arrays.copyOfRange(image, offset, offset + elf.getInt(headers + 32 * i + 16));
      Files.write(folder.resolve(String.format(Locale.ROOT, "split.b%02d", i)), part);
      if (i < 2) {
        head.writeBytes(part);
      }
    }
    return Files.write(folder.resolve("split.mdt"), head.toByteArray());
  }

  private static void remove(Path... files) {
    try {
      for (Path file : files) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Messages name the file, the line and the key as they do here. */
  @Test
  void aTrialThatFailsGivesTheSameReason() throws IOException {
    Path tree = Files.write(folder.resolve("none.dtb"), new byte[64]);
    String csv =
        same(
            "boot-adsp",
            "sa8775p.tz.auth.hash_bandwidth=1 GB/s,2 GB/s",
            () -> remove(tree),
            "inputs.device_tree=" + tree);
    assertEquals(2, csv.lines().filter(line -> line.contains(",failed,")).count(), csv);
    assertTrue(csv.contains("none.dtb"), csv);
  }

  private static PlanSource boot() {
    Path file = Path.of("scenarios/boot-adsp.yaml");
    return new PlanSource(file, new ModelFiles(SweepBench.MODELS), List.of(), List.of());
  }

  private static TrialTask task(PlanSource source) {
    PlannedVariant variant = source.plan(List.of()).variants().get(0);
    SortedMap<String, Integer> warmup = new TreeMap<>(Map.of("dma.a.latency", 15));
    return new TrialTask("k", variant, -3, 2, warmup, TrialTask.UNKNOWN);
  }

  @Test
  void aRequestSaysSeedReplicationWarmUpAndEngine() throws FormatException {
    TrialRequest read =
        TrialRequest.read(TrialRequest.of(task(boot()), EngineKind.REFERENCE).text());
    assertEquals("k", read.key());
    assertEquals(-3, read.seed());
    assertEquals(2, read.replication());
    assertEquals(Map.of("dma.a.latency", 15), read.warmup());
    assertEquals(EngineKind.REFERENCE, read.engine());
  }

  @Test
  void inputsGrowOnlyByWhatIsNew() {
    PlanSource source = boot();
    TrialTask task = task(source);
    TrialInputs inputs = new TrialInputs().with(List.of(task), source.models());
    assertSame(inputs, inputs.with(List.of(task, task), source.models()));
  }
}
