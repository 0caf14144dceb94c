package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.report.schema.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandsTest {
  @TempDir private Path folder;
  private Session session;

  @BeforeEach
  void makeSession() {
    session = new Session(folder);
  }

  @Test
  void aMistypedOptionOrCommandIsOneLineAndStatusTwo() {
    Session.Said option = session.run("run", "--sett", "host=kvm", "x.yaml");
    assertEquals(2, option.status());
    assertEquals(
        "pilsim: Unknown option: '--sett' (did you mean --set?); pilsim run --help says more\n",
        option.err());
    Session.Said command = session.run("rnu");
    assertEquals(2, command.status());
    assertEquals(1, command.err().lines().count(), command.err());
  }

  @Test
  void aSetWithoutValueIsOneLineAndStatusTwo() {
    assertEquals(
        new Session.Said(
            2, "", "--set: 'host' sets nothing, expected PATH=VALUE such as host=kvm\n"),
        session.run("run", "--set", "host", "x.yaml"));
  }

  @Test
  void helpAndVersionAreStatusZero() {
    assertEquals(0, session.run("--help").status());
    assertEquals(0, session.run("run", "--help").status());
    assertTrue(session.run("--version").out().startsWith("pilsim "));
    assertTrue(session.run("completion").out().contains("complete "));
  }

  @Test
  void modelListsPlatformsAndTheirNumbers() {
    assertEquals(
        "soc                  5 values: 3 specified, 2 assumed\n", session.run("model").out());
    assertEquals(
        """
        soc.tz.entry = 2 us  in [1 us, 5 us]
            assumed: no figure
        soc.tz.hash = 1 GB/s  in [500 MB/s, 2 GB/s]
            assumed: no figure
        """,
        session.run("model", "soc", "--assumed").out());
    assertEquals(
        """
        [
          {"path": "soc.tz.entry", "value": "2 us", "basis": "assumed", "range": ["1 us", "5 us"], "source": "no figure"},
          {"path": "soc.tz.hash", "value": "1 GB/s", "basis": "assumed", "range": ["500 MB/s", "2 GB/s"], "source": "no figure"}
        ]
        """,
        session.run("model", "soc", "--assumed", "--format", "json").out());
    assertEquals(2, session.run("model", "sco").status());
  }

  @Test
  void numbersAreListedForDocumentsAndForSpreadsheets() {
    assertEquals(
        """
        path,value,basis,range,source
        soc.tz.entry,2 us,assumed,"[1 us, 5 us]",no figure
        soc.tz.hash,1 GB/s,assumed,"[500 MB/s, 2 GB/s]",no figure
        """,
        session.run("model", "soc", "--assumed", "--format", "csv").out());
    assertEquals(
        """
        | path | value | basis | range | source |
        |---|---|---|---|---|
        | soc.tz.entry | 2 us | assumed | [1 us, 5 us] | no figure |
        | soc.tz.hash | 1 GB/s | assumed | [500 MB/s, 2 GB/s] | no figure |
        """,
        session.run("model", "soc", "--assumed", "--format", "md").out());
  }

  @Test
  void helpOfACommandIsTheCommandsOwn() {
    String own = session.run("capacity", "--help").out();
    assertTrue(own.startsWith("Usage: pilsim capacity"), own);
    assertEquals(new Session.Said(0, own, ""), session.run("help", "capacity"));
  }

  @Test
  void aMistypedCommandIsToldFromTheNearest() {
    String end = "; pilsim --help says more\n";
    assertEquals(
        new Session.Said(2, "", "pilsim: no command 'swep' (did you mean sweep?)" + end),
        session.run("swep", "scenarios/x.yaml"));
    assertEquals(
        new Session.Said(2, "", "pilsim: no command 'capcity' (did you mean capacity?)" + end),
        session.run("help", "capcity"));
    assertEquals("pilsim: no command 'zzz'" + end, session.run("zzz").err());
  }

  @Test
  void inspectShowsAScenarioWithTheOriginOfEachLeaf() {
    Path file =
        session
            .bench()
            .write(
                "s.yaml",
                """
                scenario: s
                platform: soc
                host: kvm
                workload: {flow: boot, remoteprocs: [adsp]}
                variants: {slow: {host: qhee}}
                """);
    assertEquals(
        """
        DIR/s.yaml: scenario with 1 variant
        variant slow
          scenario = s                                DIR/s.yaml:1:11
          platform = soc                              DIR/s.yaml:2:11
          inputs.el2_bindings = from-model            default
          host = qhee                                 variant slow, DIR/s.yaml:5:25
          driver = v10                                default
          workload.flow = boot                        DIR/s.yaml:4:18
          workload.remoteprocs = adsp                 DIR/s.yaml:4:37
          workload.start = cold                       default
          run.replications = 1                        default
          run.seed = 9                                --set
          soc.tz.entry = 3 us                         --set
        """,
        session
            .run("inspect", file.toString(), "--set", "run.seed=9", "--set", "soc.tz.entry=3 us")
            .out());
  }

  @Test
  void newWritesAScenarioThatLoadsOnceItsPlatformExists() throws IOException {
    Session.Said said = session.run("new", "mine", "-o", folder.toString());
    assertEquals("wrote DIR/mine.yaml; next: pilsim run DIR/mine.yaml\n", said.out());
    String text = Files.readString(folder.resolve("mine.yaml"));
    assertTrue(
        text.startsWith("# yaml-language-server: $schema=model/schema/scenario.schema.json\n"),
        text);
    Files.writeString(folder.resolve("mine.yaml"), text.replace("sa8775p  ", "soc  "));
    assertEquals(0, session.run("inspect", folder.resolve("mine.yaml").toString()).status());
    assertEquals(2, session.run("new", "mine", "-o", folder.toString()).status());
  }

  @Test
  void schemaWritesAllAndPrintsOne() throws IOException {
    session.run("schema");
    for (Map.Entry<String, String> schema : Schemas.all().entrySet()) {
      Path written = folder.resolve("model/schema/" + Schemas.fileName(schema.getKey()));
      assertEquals(schema.getValue(), Files.readString(written));
      assertEquals(schema.getValue(), session.run("schema", schema.getKey()).out());
    }
  }
}
