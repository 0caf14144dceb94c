package io.pilsim.platform.scenario;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A bus master that does nothing but transfer data.
 *
 * @param load what it asks for, and when
 * @param mapping how its addresses are translated
 * @param stream how the SMMU knows it
 */
public record DmaMaster(String name, Load load, Mapping mapping, Stream stream) {
  /** StreamIDs have 15 bits on both architectures' models. */
  public static final int MOST_STREAM_ID = 0x7fff;

  /**
   * What a master asks for, and when.
   *
   * @param requests file of a pattern trace
   * @param device whose requests of that file; all without
   * @param workingSet bytes that all patterns but a trace reach
   * @param mapped how many of them, from their start, have a translation
   * @param stride of pattern strided
   * @param exponent of pattern zipf
   * @param requestBytes of one request
   * @param writePercent how many of them write
   * @param count how many; without end, when absent
   * @param rate bytes per second of an open loop; absent in a closed one
   * @param outstanding at most
   */
  public record Load(
      Pattern pattern,
      Optional<Path> requests,
      OptionalInt device,
      long workingSet,
      long mapped,
      long stride,
      double exponent,
      int requestBytes,
      int writePercent,
      OptionalLong count,
      OptionalLong rate,
      ArrivalKind arrivals,
      int outstanding) {}

  /**
   * How a master's addresses are translated.
   *
   * @param page bytes of the leaves
   * @param contiguous whether they have the contiguous hint
   * @param stage2Page bytes of the leaves of the second stage of a nested one
   * @param addressBits width of the master's addresses
   */
  public record Mapping(
      Stages stages, long page, boolean contiguous, long stage2Page, int addressBits) {}

  /**
   * How the SMMU knows a master, and what its driver chose for it.
   *
   * @param tbu the TBU that it is behind
   * @param id its StreamID; of a pattern trace, those in the file count
   * @param substreamId 0 for none
   * @param qos quality of service of its TBU
   * @param prefetch whether the next page is fetched ahead; else as the driver has it for all
   * @param macroTlb whether its translations are kept in the macro TLB
   */
  public record Stream(
      int tbu, int id, int substreamId, int qos, Optional<Boolean> prefetch, boolean macroTlb) {
    /** SubstreamIDs of the model. */
    public static final int MOST_SUBSTREAM_ID = 1023;

    /** Highest quality of service. */
    public static final int MOST_QOS = 15;
  }
}
