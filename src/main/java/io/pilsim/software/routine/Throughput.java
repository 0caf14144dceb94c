package io.pilsim.software.routine;

import io.pilsim.engine.Bandwidth;

/**
 * How fast software moves or digests bytes, and which leaf of the model says so.
 *
 * @param modelPath such as {@code tz.auth.hash_bandwidth}
 */
public record Throughput(String modelPath, Bandwidth bandwidth) {
  /** How long so many bytes take. */
  public long toPs(long bytes) {
    return bandwidth.toPs(bytes);
  }
}
