package io.pilsim.peers;

import io.pilsim.engine.BenchedDelays;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Our engines beside others: every engine in a process of its own, in turn, round after round, so
 * that whatever disturbs the machine disturbs all of them. Prints a table for each workload, as
 * Markdown: processor time per event (median of the rounds), bytes per event, and how many times as
 * long as the better of our two it takes (median of the rounds' ratios).
 *
 * <p>Arguments: none, or the workloads wanted, such as {@code bimodal/256} or {@code network/64}.
 */
public final class PeerRounds {
  private static final int WARM_UP = 6;
  private static final int ROUNDS = 15;
  private static final List<String> WORKLOADS =
      List.of(
          "bimodal/16",
          "bimodal/256",
          "bimodal/4096",
          "bimodal/65536",
          "exponential/16",
          "exponential/256",
          "exponential/4096",
          "exponential/65536",
          "network/64");

  /** DSOL casts to the logger that it brings along: the tests' silent one must stay away. */
  private static final String CLASS_PATH =
      Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
          .filter(entry -> !entry.contains("slf4j-nop"))
          .collect(Collectors.joining(File.pathSeparator));

  private PeerRounds() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("pilsim-peers");
    Path cpp = CppPeers.build(folder);
    for (String workload : args.length == 0 ? WORKLOADS : Arrays.asList(args)) {
      String[] parts = workload.split("/", -1);
      Path delays = folder.resolve(parts[0]);
      BenchedDelays.write(parts[0].equals("network") ? "exponential" : parts[0], delays);
      print(System.out, workload, measure(commands(cpp, parts, delays)));
    }
  }

  private static Map<String, List<String>> commands(Path cpp, String[] workload, Path delays) {
    Map<String, List<String>> commands = new LinkedHashMap<>();
    List<String> rest =
        List.of(workload[0].equals("network") ? "network" : "hold", workload[1], delays.toString());
    for (PeerKind kind : PeerKind.values()) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-cp",
                  CLASS_PATH,
                  PeerProcess.class.getName(),
                  kind.name()));
      command.addAll(rest);
      commands.put(kind.name(), command);
    }
    if (cpp != null) {
      for (String kind : CppPeers.KINDS) {
        List<String> command = new ArrayList<>(List.of(cpp.toString(), kind));
        command.addAll(rest);
        commands.put("C++ " + kind, command);
      }
    }
    return commands;
  }

  private static Map<String, Measured> measure(Map<String, List<String>> commands)
      throws IOException, InterruptedException {
    Map<String, Measured> measured = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> entry : commands.entrySet()) {
      measured.put(entry.getKey(), new Measured(entry.getValue()));
    }
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      for (Measured peer : measured.values()) {
        peer.round(round >= WARM_UP);
      }
    }
    for (Measured peer : measured.values()) {
      peer.close();
    }
    return measured;
  }

  private static void print(PrintStream out, String workload, Map<String, Measured> measured) {
    Measured wheel = measured.get(PeerKind.WHEEL.name());
    Measured heap = measured.get(PeerKind.HEAP.name());
    Measured ours = wheel.medianNs() < heap.medianNs() ? wheel : heap;
    out.printf("%n### %s%n%n", workload);
    out.println("| engine | ns per event | bytes per event | times ours |");
    out.println("|---|---:|---:|---:|");
    measured.forEach(
        (name, peer) -> {
          if (peer.isMeasured()) {
            out.printf(
                "| %s | %.1f | %.2f | %.2f |%n",
                name, peer.medianNs(), peer.bytesPerEvent(), peer.medianRatioTo(ours));
          } else {
            out.printf("| %s | not measured | | |%n", name);
          }
        });
    out.flush();
  }
}
