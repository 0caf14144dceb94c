package io.pilsim.fuzz;

import java.util.Locale;

/**
 * What became of the inputs of a target.
 *
 * @param refused by a declared exception; the others were read
 * @param largestAllocation of bytes, for one input
 * @param longestNs of processor time, for one input
 */
record FuzzTally(
    String target,
    String kind,
    int seeds,
    long inputs,
    long refused,
    long inputBytes,
    long largestAllocation,
    long longestNs,
    double cpuSeconds) {
  static final String HEADER =
      "target,kind,seeds,inputs,refused,input_bytes,largest_allocation_bytes,longest_ns,cpu_s";
  private static final double NS_PER_MS = 1e6;
  private static final double MIB = 1 << 20;

  String csv() {
    return String.format(
        Locale.ROOT,
        "%s,%s,%d,%d,%d,%d,%d,%d,%.1f",
        target,
        kind,
        seeds,
        inputs,
        refused,
        inputBytes,
        largestAllocation,
        longestNs,
        cpuSeconds);
  }

  static String heading() {
    return String.format(
        Locale.ROOT,
        "%-14s %-7s %6s %12s %9s %10s %10s %9s",
        "target",
        "kind",
        "seeds",
        "inputs",
        "refused",
        "most MiB",
        "most ms",
        "CPU s");
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-14s %-7s %6d %12d %8.1f%% %10.2f %10.1f %9.1f",
        target,
        kind,
        seeds,
        inputs,
        inputs == 0 ? 0 : 100.0 * refused / inputs,
        largestAllocation / MIB,
        longestNs / NS_PER_MS,
        cpuSeconds);
  }
}
