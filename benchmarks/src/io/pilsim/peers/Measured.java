package io.pilsim.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A process that measures one engine, and what it has said so far. */
final class Measured {
  private final Process process;
  private final BufferedReader answers;
  private final OutputStream orders;
  private final List<Double> nsPerEvent = new ArrayList<>();
  private double bytesPerEvent;
  private boolean present;

  Measured(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    orders = process.getOutputStream();
    present = "ready".equals(answers.readLine());
  }

  void round(boolean counts) throws IOException {
    if (!present) {
      return;
    }
    orders.write('\n');
    orders.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("an engine ended: " + process.info().commandLine().orElse("?"));
    }
    if (counts) {
      String[] words = answer.split(" ", -1);
      nsPerEvent.add(Double.parseDouble(words[0]) / Meter.EVENTS_PER_ROUND);
      bytesPerEvent = Double.parseDouble(words[1]) / Meter.EVENTS_PER_ROUND; // of the last round
    }
  }

  void close() throws IOException, InterruptedException {
    orders.close();
    process.waitFor();
  }

  boolean isMeasured() {
    return present;
  }

  double medianNs() {
    return median(nsPerEvent.stream().mapToDouble(Double::doubleValue).toArray());
  }

  double bytesPerEvent() {
    return bytesPerEvent;
  }

  /** How many times as long as the other it takes, in the same rounds. */
  double medianRatioTo(Measured other) {
    double[] ratios = new double[nsPerEvent.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = nsPerEvent.get(i) / other.nsPerEvent.get(i);
    }
    return median(ratios);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int half = values.length / 2;
    return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
  }
}
