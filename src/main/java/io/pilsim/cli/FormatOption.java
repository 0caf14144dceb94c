package io.pilsim.cli;

import picocli.CommandLine.Option;

/** The option that says in which form something is printed. */
final class FormatOption {
  /** How results are printed. */
  enum Format {
    TABLE,
    JSON,
    CSV,
    MD
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, json, csv or md (default: table).")
  private Format format = Format.TABLE;

  Format format() {
    return format;
  }
}
