package io.pilsim.platform;

import io.pilsim.engine.Bandwidth;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.memory.BankedParams;
import io.pilsim.hardware.memory.BankedTiming;
import io.pilsim.hardware.memory.FixedTiming;
import io.pilsim.hardware.memory.FlatParams;
import io.pilsim.hardware.memory.FlatTiming;
import io.pilsim.hardware.memory.MemoryTiming;
import io.pilsim.platform.model.ModelReader;

/** The leaves below {@code dram}; only those of the kind that is chosen are read. */
final class DramReader {
  private enum Kind {
    FIXED,
    FLAT,
    BANKED
  }

  private final ModelReader model;

  DramReader(ModelReader model) {
    this.model = model;
  }

  MemoryTiming timing(StatGroup stats) {
    return switch (model.choice("dram.kind", Kind.class)) {
      case FIXED -> new FixedTiming(readPs(), writePs());
      case FLAT -> new FlatTiming(flat(), stats);
      case BANKED -> new BankedTiming(banked(model.below("dram.banked")), stats);
    };
  }

  private FlatParams flat() {
    return new FlatParams(
        readPs(),
        writePs(),
        new Bandwidth(model.bytesPerSecond("dram.bandwidth")),
        (int) model.bytes("dram.burst"));
  }

  private long readPs() {
    return model.durationPs("dram.read_latency");
  }

  private long writePs() {
    return model.durationPs("dram.write_latency");
  }

  private BankedParams banked(ModelReader banked) {
    return new BankedParams(
        banked.count("channels"),
        banked.count("banks"),
        banked.count("bank_groups"),
        (int) banked.bytes("row"),
        (int) banked.bytes("interleave"),
        (int) model.bytes("dram.burst"),
        banked.choice("row_policy", BankedParams.RowPolicy.class),
        banked.durationPs("path"),
        new BankedParams.Times(
            banked.durationPs("trcd"),
            banked.durationPs("tcl"),
            banked.durationPs("trp"),
            banked.durationPs("tras"),
            banked.durationPs("tburst"),
            banked.durationPs("tccd_l"),
            banked.durationPs("trrd"),
            banked.durationPs("txaw"),
            banked.durationPs("twr"),
            banked.durationPs("trfc"),
            banked.durationPs("trefi")));
  }
}
