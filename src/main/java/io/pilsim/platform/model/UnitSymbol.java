package io.pilsim.platform.model;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** A unit that a quantity may be written in, and how much of the dimension's own unit it is. */
enum UnitSymbol {
  PICOSECOND(Dimension.DURATION, "ps", "1"),
  NANOSECOND(Dimension.DURATION, "ns", "1e3"),
  MICROSECOND(Dimension.DURATION, "µs", "1e6"),
  MICROSECOND_ASCII(Dimension.DURATION, "us", "1e6"),
  MILLISECOND(Dimension.DURATION, "ms", "1e9"),
  SECOND(Dimension.DURATION, "s", "1e12"),
  CYCLE_COUNT(Dimension.CYCLES, "cycles", "1"),
  CYCLE(Dimension.CYCLES, "cycle", "1"),
  BYTE(Dimension.BYTES, "B", "1"),
  KIBIBYTE(Dimension.BYTES, "KiB", "1024"),
  MEBIBYTE(Dimension.BYTES, "MiB", "1048576"),
  GIBIBYTE(Dimension.BYTES, "GiB", "1073741824"),
  KILOBYTE(Dimension.BYTES, "kB", "1e3"),
  MEGABYTE(Dimension.BYTES, "MB", "1e6"),
  GIGABYTE(Dimension.BYTES, "GB", "1e9"),
  BYTE_RATE(Dimension.BANDWIDTH, "B/s", "1"),
  KILOBYTE_RATE(Dimension.BANDWIDTH, "kB/s", "1e3"),
  MEGABYTE_RATE(Dimension.BANDWIDTH, "MB/s", "1e6"),
  GIGABYTE_RATE(Dimension.BANDWIDTH, "GB/s", "1e9"),
  KIBIBYTE_RATE(Dimension.BANDWIDTH, "KiB/s", "1024"),
  MEBIBYTE_RATE(Dimension.BANDWIDTH, "MiB/s", "1048576"),
  GIBIBYTE_RATE(Dimension.BANDWIDTH, "GiB/s", "1073741824"),
  HERTZ(Dimension.FREQUENCY, "Hz", "1"),
  KILOHERTZ(Dimension.FREQUENCY, "kHz", "1e3"),
  MEGAHERTZ(Dimension.FREQUENCY, "MHz", "1e6"),
  GIGAHERTZ(Dimension.FREQUENCY, "GHz", "1e9"),
  PERCENT(Dimension.FRACTION, "%", "1e7");

  private final Dimension dimension;
  private final String symbol;
  private final BigDecimal factor;

  UnitSymbol(Dimension dimension, String symbol, String factor) {
    this.dimension = dimension;
    this.symbol = symbol;
    this.factor = new BigDecimal(factor);
  }

  static List<UnitSymbol> of(Dimension dimension) {
    return Arrays.stream(values()).filter(unit -> unit.dimension == dimension).toList();
  }

  static List<String> symbols() {
    return Arrays.stream(values()).map(UnitSymbol::symbol).toList();
  }

  Dimension dimension() {
    return dimension;
  }

  String symbol() {
    return symbol;
  }

  BigDecimal factor() {
    return factor;
  }
}
