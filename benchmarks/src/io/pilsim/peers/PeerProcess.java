package io.pilsim.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One engine with one workload in a process of its own, which {@link PeerRounds} starts: nothing
 * else has taught the compiler anything.
 *
 * <p>Arguments: engine, workload, how many pending events or customers, and the file of delays.
 */
final class PeerProcess {
  private PeerProcess() {}

  public static void main(String[] args) throws IOException {
    Meter meter =
        new Meter(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    int size = Integer.parseInt(args[2]);
    long[] delaysPs =
        Files.readAllLines(Path.of(args[3])).stream().mapToLong(Long::parseLong).toArray();
    Peer.Workload workload =
        args[1].equals("network")
            ? new ClosedNetwork(size, delaysPs, meter)
            : new Hold(size, delaysPs, meter);
    Peer peer;
    try {
      peer = PeerKind.valueOf(args[0]).create(workload);
    } catch (PeerKind.NotBuiltException e) {
      System.out.println("not measured");
      return;
    }
    peer.run();
  }
}
