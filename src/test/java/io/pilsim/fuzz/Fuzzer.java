package io.pilsim.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gives a target its seeds and then mutations of them. What leaves is a declared exception of one
 * line a mistake, or a result; memory and processor time stay in proportion to the input. An input
 * that breaks this is kept under {@code target/fuzz} and named with its seed.
 */
final class Fuzzer {
  private static final Path SEEDS = Path.of("src/test/resources/fuzz");
  private static final Path FOUND = Path.of("target/fuzz");
  private static final long FREE_BYTES = 8L << 20;
  private static final long FREE_NS = 500_000_000;
  private static final long NS_PER_BYTE = 10_000;
  private static final int WEIGHT = 8;
  private static final int LARGEST_MUTATED = 12 << 10;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final FuzzTarget target;
  private final List<byte[]> seeds = new ArrayList<>();

  /** Those of them that are mutated; what can be read many times over, to reach more. */
  private final List<byte[]> mutated = new ArrayList<>();

  private long inputs;
  private long refused;
  private long inputBytes;
  private long largestAllocation;
  private long longestNs;

  /** What is being read, for whoever waits in vain. */
  private volatile byte[] reading = {};

  Fuzzer(FuzzTarget target) {
    this.target = target;
    this.seeds.addAll(target.seeds());
    Path folder = SEEDS.resolve(target.name());
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          seeds.add(Files.readAllBytes(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * All seeds, then mutations until that processor time is used up or there were so many inputs.
   */
  FuzzTally run(long fromSeed, double seconds, long most) {
    long start = THREADS.getCurrentThreadCpuTime();
    for (byte[] seed : seeds) {
      if (seed.length <= LARGEST_MUTATED) {
        mutated.addAll(Collections.nCopies(unmeasured(seed) ? WEIGHT : 1, seed));
      }
    }
    for (int i = 0; i < seeds.size(); i++) {
      measured("seed input " + i, seeds.get(i));
    }
    long now = THREADS.getCurrentThreadCpuTime();
    long end = now + (long) (seconds * 1e9);
    for (long seed = fromSeed; inputs < most && now < end; seed++) {
      now = measured("seed " + seed, input(seed));
    }
    return new FuzzTally(
        target.name(),
        target.kind().name().toLowerCase(java.util.Locale.ROOT),
        seeds.size(),
        inputs,
        refused,
        inputBytes,
        largestAllocation,
        longestNs,
        (now - start) / 1e9);
  }

  /** The input that a seed stands for. */
  byte[] input(long seed) {
    byte[] input = new Mutation(seed, mutated, target.words()).next();
    return seed % 4 == 0 ? input : target.repair().apply(input);
  }

  /** For the first time, when much is loaded and compiled. */
  private boolean unmeasured(byte[] input) {
    reading = input;
    try {
      target.reading().of(input);
      return true;
    } catch (Exception | StackOverflowError e) {
      if (!target.declares(e)) {
        throw failure("a seed", input, e.toString(), e);
      }
      return false;
    }
  }

  private long measured(String name, byte[] input) {
    reading = input;
    long thread = Thread.currentThread().getId();
    long bytesBefore = THREADS.getThreadAllocatedBytes(thread);
    long before = THREADS.getCurrentThreadCpuTime();
    inputs++;
    inputBytes += input.length;
    try {
      target.reading().of(input);
    } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError e) {
      if (!target.declares(e)) {
        throw failure(name, input, e.toString(), e);
      }
      refused++;
      if (e.getMessage() == null || e.getMessage().isBlank()) {
        throw failure(name, input, "refused without a word", e);
      }
    }
    long after = THREADS.getCurrentThreadCpuTime();
    long bytes = THREADS.getThreadAllocatedBytes(thread) - bytesBefore;
    largestAllocation = Math.max(largestAllocation, bytes);
    longestNs = Math.max(longestNs, after - before);
    if (bytes > FREE_BYTES + (long) target.bytesPerByte() * input.length) {
      throw failure(name, input, bytes + " bytes allocated", null);
    }
    if (after - before > FREE_NS + NS_PER_BYTE * input.length) {
      throw failure(name, input, (after - before) + " ns of processor time", null);
    }
    return after;
  }

  byte[] reading() {
    return reading;
  }

  static AssertionError failure(
      FuzzTarget target, String name, byte[] input, String why, Throwable cause) {
    String shown = HexFormat.of().formatHex(input, 0, Math.min(input.length, 64));
    Path kept = FOUND.resolve(target.name() + "-" + name.replace(' ', '-'));
    try {
      Files.createDirectories(FOUND);
      Files.write(kept, input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new AssertionError(
        target.name()
            + ", "
            + name
            + ": "
            + why
            + "; input of "
            + input.length
            + " bytes, kept in "
            + kept
            + ", begins "
            + shown,
        cause);
  }

  private AssertionError failure(String name, byte[] input, String why, Throwable cause) {
    return failure(target, name, input, why, cause);
  }
}
