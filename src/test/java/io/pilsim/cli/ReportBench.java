package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.platform.Runner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder with a scenario, the results of every command on it, and pages of them. */
final class ReportBench {
  private static final String SCENARIO =
      """
      scenario: s
      platform: soc
      host: kvm
      workload: {flow: boot, remoteprocs: [adsp]}
      variants:
        plain: {}
        fast: {soc.tz.hash: 2 GB/s}
      run: {replications: 3}
      """;

  private final Path folder;

  ReportBench(Path folder) {
    this.folder = folder;
  }

  Session session(Runner runner) {
    Session session = new Session(folder, runner);
    session.bench().write("s.yaml", SCENARIO);
    return session;
  }

  String file(String name) {
    return folder.resolve(name).toString();
  }

  void run(Session session, String... more) {
    List<String> words = new ArrayList<>(List.of("run", file("s.yaml"), "--quiet"));
    words.addAll(List.of("-o", file("out")));
    words.addAll(List.of(more));
    assertEquals(0, session.run(words.toArray(new String[0])).status());
  }

  String page(Session session, String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("report"));
    all.addAll(List.of(words));
    all.addAll(List.of("-o", file("page.html")));
    Session.Said said = session.run(all.toArray(new String[0]));
    assertEquals("", said.err());
    assertEquals(0, said.status());
    assertTrue(said.out().startsWith("report in DIR/page.html\n"), said.out());
    return Files.readString(folder.resolve("page.html"));
  }

  void everythingElse(Session session) {
    String[][] commands = {
      {
        "sweep",
        file("s.yaml"),
        "--over",
        "soc.tz.entry=1..5 us:3",
        "--over",
        "soc.tz.hash=1 GB/s,2 GB/s"
      },
      {
        "capacity",
        file("s.yaml"),
        "--vary",
        "soc.tz.entry=1..5 us",
        "--until",
        "boot.all.total_time < 1000.035 ms"
      },
      {"sensitivity", file("s.yaml")}
    };
    for (String[] command : commands) {
      List<String> words = new ArrayList<>(List.of(command));
      words.addAll(List.of("-o", file("out"), "--quiet"));
      Session.Said said = session.run(words.toArray(new String[0]));
      assertEquals("", said.err());
    }
    session.run("compare", file("out/s"), "--json", file("cmp.json"), "--quiet");
  }
}
