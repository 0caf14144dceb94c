package io.pilsim.platform.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.Cycles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelTreeTest {
  private static final String GOOD =
      """
      smc:
        entry: {value: 240 ns, basis: assumed, source: "no figure is public", range: [100 ns, 1 us]}
        ids: {value: [0x1, 2], basis: specified, source: "header"}
      smmu:
        lookup: {value: 1 cycle, basis: specified, source: "manual"}
        clock: {value: 1.2 GHz, basis: measured, source: "log"}
        policy: {value: round-robin, basis: assumed, source: "unknown", range: [lru, round-robin]}
        coherent: {value: true, basis: specified, source: "device tree"}
      """;

  private enum Policy {
    LRU,
    ROUND_ROBIN
  }

  @TempDir private Path model;

  @BeforeEach
  void makePlatform() throws IOException {
    Files.createDirectories(model.resolve("soc"));
  }

  private ModelTree load(String... files) throws IOException {
    for (int i = 0; i < files.length; i++) {
      Files.writeString(model.resolve("soc/" + i + ".yaml"), files[i]);
    }
    return ModelTree.load(model, "soc");
  }

  private List<String> mistakesIn(String... files) {
    BadInputException bad = assertThrows(BadInputException.class, () -> load(files));
    return bad.lines().stream().map(line -> line.replace(model.resolve("soc") + "/", "")).toList();
  }

  @Test
  void mergesTheFilesOfAPlatformIntoOneTree() throws IOException {
    ModelTree tree =
        load(GOOD, "smc:\n  exit: {value: 5 ns, basis: derived, source: from entry}\n");
    assertEquals(List.of("entry", "ids", "exit"), tree.children("soc.smc"));
    assertEquals(
        new Origin(model.resolve("soc/0.yaml").toString(), 2, 3),
        tree.leaf("soc.smc.entry").orElseThrow().origin());
  }

  @Test
  void isReadTypedAndRemembersWhatWasRead() throws IOException {
    ModelReader reader = load(GOOD).reader();
    assertEquals(240_000, reader.durationPs("smc.entry"));
    assertEquals(new Cycles(1), reader.below("smmu").cycles("lookup"));
    assertEquals(1_200_000_000L, reader.hertz("smmu.clock"));
    assertEquals(Policy.ROUND_ROBIN, reader.choice("smmu.policy", Policy.class));
    assertTrue(reader.flag("smmu.coherent"));
    assertEquals(List.of(1L, 2L), reader.numbers("smc.ids"));
    assertTrue(reader.has("smmu"));
    assertFalse(reader.has("smmu.tlb"));
    assertEquals(
        Set.of(
            "soc.smc.entry",
            "soc.smc.ids",
            "soc.smmu.clock",
            "soc.smmu.coherent",
            "soc.smmu.lookup",
            "soc.smmu.policy"),
        reader.leavesRead());
  }

  @Test
  void hasNoDefaults() throws IOException {
    ModelReader reader = load(GOOD).reader();
    BadInputException missing =
        assertThrows(BadInputException.class, () -> reader.durationPs("smc.enrty"));
    assertEquals(
        "model/soc: soc.smc.enrty: missing, the model needs this value (did you mean soc.smc.entry?)",
        missing.getMessage());
  }

  @Test
  void namesThePlaceOfALeafOfAnotherDimension() throws IOException {
    ModelReader reader = load(GOOD).reader();
    BadInputException wrong =
        assertThrows(BadInputException.class, () -> reader.bytes("smc.entry"));
    assertTrue(
        wrong
            .getMessage()
            .endsWith(
                "0.yaml:2:3: soc.smc.entry: '240 ns' does not fit, expected a size such as 4 KiB"),
        wrong.getMessage());
  }

  @Test
  void reportsEveryMistakeWithItsPlace() {
    assertEquals(
        List.of(
            "0.yaml:2:14: soc.a.x.value: unknown unit 'nss' in '1 nss' (did you mean ns?)",
            "0.yaml:3:24: soc.a.y.basis: 'asumed' is no basis, expected one of specified, measured, derived, assumed (did you mean assumed?)",
            "0.yaml:4:3: soc.a.z.range: missing, an assumed value needs [low, high]",
            "0.yaml:5:3: soc.a.w.source: missing, expected a sentence that says where the value comes from",
            "0.yaml:6:58: soc.a.v.range: expected [low, high] with the value 9 ns between them",
            "0.yaml:7:3: soc.a.u: expected {value: ..., basis: ..., source: ...} or more keys",
            "1.yaml:1:5: soc.a.w: is given twice, the first time at 0.yaml:5:3"),
        mistakesIn(
            """
            a:
              x: {value: 1 nss, basis: specified, source: s}
              y: {value: 1, basis: asumed, source: s}
              z: {value: 1 ns, basis: assumed, source: s}
              w: {value: 1 ns, basis: specified}
              v: {value: 9 ns, basis: assumed, source: guess, range: [1 ns, 5 ns]}
              u: 3 ns
            """,
            "a: {w: {value: 1 ns, basis: specified, source: s}}"));
  }

  @Test
  void replacesALeafOnlyByWhatFits() throws Exception {
    ModelTree tree = load(GOOD);
    ModelTree changed = tree.with("soc.smc.entry", Quantity.parse("1 us"), Origin.of("--set"));
    assertEquals(1_000_000, changed.reader().durationPs("smc.entry"));
    assertEquals(240_000, tree.reader().durationPs("smc.entry"));
    assertTrue(tree.leaf("soc.smc.entry").orElseThrow().isGuess());
    assertFalse(changed.leaf("soc.smc.entry").orElseThrow().isGuess());

    InputErrors errors = new InputErrors();
    tree.check("soc.smc.entry", List.of(Quantity.parse("3 cycles")), Origin.of("--set"), errors);
    tree.check("soc.smmu.policy", List.of(Quantity.parse("lur")), Origin.of("--set"), errors);
    tree.check("soc.smmu.polcy", List.of(Quantity.parse("lru")), Origin.of("--set"), errors);
    assertEquals(
        List.of(
            "--set: soc.smc.entry: '3 cycles' does not fit, expected a duration such as 240 ns",
            "--set: soc.smmu.policy: 'lur' is unknown, expected one of lru, round-robin (did you mean lru?)",
            "--set: soc.smmu.polcy: no such value in model/soc (did you mean soc.smmu.policy?)"),
        errors.lines());
  }

  @Test
  void knowsWhichEndOfARangeIsSlow() throws IOException {
    ModelTree tree =
        load(
            """
            time: {value: 2 ns, basis: assumed, source: s, range: [1 ns, 3 ns]}
            rate: {value: 2 GB/s, basis: assumed, source: s, range: [1 GB/s, 3 GB/s]}
            slots: {value: 2, basis: assumed, source: s, range: [1, 3]}
            rounds: {value: 2, basis: assumed, source: s, range: [1, 3], slower: high}
            """);
    assertEquals("3 ns", tree.leaf("soc.time").orElseThrow().slowEnd().text());
    assertEquals("1 GB/s", tree.leaf("soc.rate").orElseThrow().slowEnd().text());
    assertEquals("1", tree.leaf("soc.slots").orElseThrow().slowEnd().text());
    assertEquals("3", tree.leaf("soc.slots").orElseThrow().fastEnd().text());
    assertEquals("3", tree.leaf("soc.rounds").orElseThrow().slowEnd().text());
  }

  @Test
  void namesThePlatformsWhenOneIsUnknown() throws IOException {
    load(GOOD);
    BadInputException unknown =
        assertThrows(BadInputException.class, () -> ModelTree.load(model, "sco"));
    assertEquals(
        "platform: 'sco' is unknown, expected one of soc (did you mean soc?)",
        unknown.getMessage());
  }
}
