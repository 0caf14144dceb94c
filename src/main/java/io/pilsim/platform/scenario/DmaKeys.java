package io.pilsim.platform.scenario;

import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.scenario.Key.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys of bus masters, {@code workload.masters.NAME}, in flow dma-stream. */
final class DmaKeys {
  static final Set<Flow> FLOWS = Set.of(Flow.DMA_STREAM);
  static final String MASTERS = "workload.masters.";

  static final List<Key> LEAVES =
      List.of(
          choice("pattern", Word.all(Pattern.class), "which address comes next").mandatory(),
          of("requests", Kind.FILE, "pattern trace: tick_ps,dev,sid,ssid,addr,size,rw"),
          of("device", Kind.COUNT, "pattern trace: only requests of this dev; else all"),
          quantity("working_set", Dimension.BYTES, "what all others reach, from the start again")
              .otherwise("1 MiB"),
          quantity("mapped", Dimension.BYTES, "of the working set, from its start; else all"),
          quantity("stride", Dimension.BYTES, "pattern strided: from one to the next")
              .otherwise("4 KiB"),
          quantity("exponent", Dimension.FRACTION, "pattern zipf: how uneven, 0 for not at all")
              .otherwise("0.99"),
          quantity("request", Dimension.BYTES, "of one request, up to 4 KiB").otherwise("64 B"),
          quantity("writes", Dimension.FRACTION, "how many of them, in whole percent")
              .otherwise("0 %"),
          of("count", Kind.COUNT, "how many requests; else until run.duration"),
          quantity("rate", Dimension.BANDWIDTH, "open loop at this rate; else as room allows"),
          choice("arrivals", Word.all(ArrivalKind.class), "of an open loop")
              .otherwise(ArrivalKind.PERIODIC.word()),
          of("outstanding", Kind.COUNT, "requests that may be outstanding").otherwise("16"),
          choice("stages", Word.all(Stages.class), "what translates")
              .otherwise(Stages.STAGE1.word()),
          quantity("page", Dimension.BYTES, "of the leaves that map the working set")
              .otherwise("4 KiB"),
          quantity("contiguous", Dimension.FLAG, "whether leaves have the contiguous hint")
              .otherwise("false"),
          quantity("stage2_page", Dimension.BYTES, "stages nested: of the second; else as page"),
          of("address_bits", Kind.COUNT, "width of the master's addresses").otherwise("48"),
          of("tbu", Kind.COUNT, "the TBU, or device interface, that it is behind").otherwise("0"),
          of("stream", Kind.COUNT, "its StreamID; else the first that is free"),
          of("ssid", Kind.COUNT, "SMMUv3: its SubstreamID, 0 for none").otherwise("0"),
          of("qos", Kind.COUNT, "SMMU-500: of its TBU, whose walks go before those of less")
              .otherwise("0"),
          quantity("prefetch", Dimension.FLAG, "SMMU-500: next page fetched ahead, ACTLR.CPRE"),
          quantity("macro_tlb", Dimension.FLAG, "SMMU-500: kept in the macro TLB, ACTLR.CMTLB")
              .otherwise("true"));

  private DmaKeys() {}

  /** The master whose key it is, if it is one. */
  static Optional<String> master(String path) {
    int end = path.indexOf('.', MASTERS.length());
    return path.startsWith(MASTERS) && end > 0
        ? Optional.of(path.substring(MASTERS.length(), end))
        : Optional.empty();
  }

  private static Key of(String name, Kind kind, String meaning) {
    return Key.of(path(name), kind, meaning).in(FLOWS);
  }

  private static Key choice(String name, List<String> words, String meaning) {
    return Key.choice(path(name), words, meaning).in(FLOWS);
  }

  private static Key quantity(String name, Dimension dimension, String meaning) {
    return Key.quantity(path(name), dimension, meaning).in(FLOWS);
  }

  private static String path(String name) {
    return MASTERS + "*." + name;
  }
}
