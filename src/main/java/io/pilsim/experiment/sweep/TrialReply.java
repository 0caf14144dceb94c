package io.pilsim.experiment.sweep;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** A trial that was carried out elsewhere, as the lines that a journal has of it. */
public final class TrialReply {
  private static final String NAME = "reply";
  private static final Pattern END_OF_LINE = Pattern.compile("\n");

  private TrialReply() {}

  static String text(Trial trial) {
    TrialCodec codec = new TrialCodec();
    byte[] columns = codec.writeColumns(trial).orElseThrow();
    byte[] line = TrialCodec.write(trial, codec.number(trial.columns()));
    return new String(columns, StandardCharsets.UTF_8)
        + '\n'
        + new String(line, StandardCharsets.UTF_8);
  }

  /** Throws unless it is one. */
  public static Trial read(String text) {
    TrialCodec codec = new TrialCodec();
    Optional<Trial> trial = Optional.empty();
    for (String line : END_OF_LINE.splitAsStream(text).toList()) {
      trial = codec.read(NAME, line.getBytes(StandardCharsets.UTF_8));
    }
    return trial.orElseThrow(
        () -> new IllegalArgumentException("no trial, expected one of this version"));
  }
}
