package io.pilsim.experiment.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pilsim.formats.FormatException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SweepManifestTest {
  private static final SweepRow ROW = new SweepRow(3, List.of("4"), 0, "base", "hash", 1, 30);
  private static final SweepManifest MANIFEST =
      new SweepManifest(
          "s",
          "pilsim sweep s.yaml --over a.b=4",
          "total",
          List.of("a.b"),
          4,
          new Shard(2, 3),
          List.of(ROW));

  private static SweepManifest read(String text) throws FormatException {
    return SweepManifest.read("sweep.json", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsWhatItWrites() throws FormatException {
    assertEquals(MANIFEST, read(MANIFEST.text()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[2]", "[2, 3, 4]", "[0, 3]", "[4, 3]", "[1.5, 3]", "[1, 1e99]"})
  void aShardIsOneOfSoMany(String shard) {
    String text = MANIFEST.text().replace("[2, 3]", shard);
    FormatException e = assertThrows(FormatException.class, () -> read(text));
    assertEquals("shard: expected [I, N] with I from 1 to N", e.problem());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "2147483648"})
  void countsFitIntoThirtyOneBits(String count) {
    String text = MANIFEST.text().replace("\"replications\": 30", "\"replications\": " + count);
    FormatException e = assertThrows(FormatException.class, () -> read(text));
    assertEquals("replications: expected 0 to 2147483647", e.problem());
  }
}
