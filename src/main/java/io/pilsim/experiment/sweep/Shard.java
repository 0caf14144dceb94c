package io.pilsim.experiment.sweep;

import io.pilsim.platform.model.BadInputException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Every so-manieth point of a sweep.
 *
 * @param index from 1
 * @param of how many there are
 */
public record Shard(int index, int of) {
  /** The whole. */
  public static final Shard ALL = new Shard(1, 1);

  private static final Pattern FORM = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  /** {@code I/N}. */
  public static Shard parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (parts.matches()) {
      Shard shard = new Shard(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
      if (shard.index >= 1 && shard.index <= shard.of) {
        return shard;
      }
    }
    throw new BadInputException("--shard: '" + text + "' is no shard, expected I/N such as 1/3");
  }

  List<Integer> points(int size) {
    return IntStream.range(0, size).filter(point -> point % of == index - 1).boxed().toList();
  }

  @Override
  public String toString() {
    return index + "/" + of;
  }
}
