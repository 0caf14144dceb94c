package io.pilsim.platform.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.Cycles;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.cases.CsvRow;
import io.pilsim.formats.cases.CsvTable;
import io.pilsim.hardware.smmu.v3.CommandQueueParams;
import io.pilsim.platform.model.Basis;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.smmu.SmmuV3Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class PublishedDefaultsTest {
  private static final Path CASES = Path.of("src/test/resources/validation/by-hand/cases.csv");

  private final ModelTree tree = new ModelFiles(Path.of("model")).load("gem5-smmuv3");
  private final ModelReader model = tree.reader();

  /** The columns of a case that changes no parameter are gem5's defaults too. */
  @Test
  void modelAndCaseSayTheSameOfGem5() throws IOException, FormatException {
    CsvRow row = CsvTable.parse("cases.csv", Files.readAllBytes(CASES)).rows().get(0);
    assertEquals(new CaseHardware(row, false).smmu(), SmmuV3Model.params(model));
  }

  @Test
  void everyLeafIsReadAndHasASource() {
    SmmuV3Model.params(model);
    assertEquals(new CommandQueueParams(1, new Cycles(0)), SmmuV3Model.commandQueue(model));
    assertEquals(1_000, SmmuV3Model.clock(model).periodPs());
    List<Leaf> leaves =
        tree.leaves().stream().filter(l -> l.origin().toString().contains("smmu.yaml")).toList();
    TreeSet<String> paths = new TreeSet<>();
    leaves.forEach(leaf -> paths.add(leaf.path()));
    paths.remove("gem5-smmuv3.smmu.walk_cache.entries"); // of a cache for all levels at once
    paths.remove("gem5-smmuv3.smmu.event_queue"); // read where a run has one
    assertEquals(paths, model.leavesRead());
    leaves.stream()
        .filter(leaf -> leaf.basis() == Basis.SPECIFIED)
        .forEach(leaf -> assertTrue(leaf.source().startsWith("gem5 v24.0.0.1 src/dev/arm/")));
  }
}
