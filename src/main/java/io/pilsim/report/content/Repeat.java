package io.pilsim.report.content;

import io.pilsim.report.page.Block;
import io.pilsim.report.page.Prose;
import io.pilsim.report.page.Prose.Tone;
import io.pilsim.report.page.Section;
import java.util.ArrayList;
import java.util.List;

/** How to come by a result again. */
final class Repeat {
  private static final int DIGITS = 12;

  private Repeat() {}

  static Section section(String command, List<Prose> remarks) {
    List<Block> blocks = new ArrayList<>(List.of(new Prose(Tone.COMMAND, command)));
    blocks.addAll(remarks);
    return new Section("repeat", "How to repeat it", blocks);
  }

  /** The first digits of a hash. */
  static String brief(String hash) {
    return hash.substring(0, Math.min(DIGITS, hash.length()));
  }
}
