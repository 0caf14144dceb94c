package io.pilsim.experiment.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.formats.FormatException;
import io.pilsim.fuzz.FuzzTarget;
import io.pilsim.platform.model.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** What a sweep leaves behind, as a reader of it finds it: its journal and its manifest. */
public final class SweepTargets {
  private static final int CHECKSUM_DIGITS = 8;
  private static final int OPENED_OF = 64; // a file is forced to the disk when it is closed

  private SweepTargets() {}

  public static List<FuzzTarget> all() throws IOException {
    return List.of(journals(), manifests());
  }

  private static FuzzTarget journals() throws IOException {
    Path file = Files.createTempFile("pilsim-fuzz", ".journal");
    file.toFile().deleteOnExit();
    List<String> words = List.of("null", "[]", "{}", "\"columns\": 0", "\n", "1e300", "-1");
    return FuzzTarget.of(
            "journal",
            FuzzTarget.Kind.TEXT,
            List.of(journal(file)),
            words,
            BadInputException.class,
            input -> {
              readLines(input);
              if (Arrays.hashCode(input) % OPENED_OF == 0) {
                openTwice(file, input);
              }
            })
        .repairedBy(SweepTargets::checksums);
  }

  /** As a journal does, up to the first line that is damaged. */
  private static void readLines(byte[] input) {
    TrialCodec codec = new TrialCodec();
    int trials = 0;
    int from = 0;
    for (int at = 0; at < input.length; at++) {
      if (input[at] == '\n') {
        Optional<Trial> trial = codec.read("f", Arrays.copyOfRange(input, from, at));
        if (codec.lastWasDamaged()) {
          break;
        }
        trials += trial.isPresent() ? trial.get().columns().size() : 0;
        from = at + 1;
      }
    }
    if (trials == 0) {
      throw new BadInputException("nothing was kept");
    }
  }

  /** What was not cut off when it was opened is all there when it is opened again. */
  private static void openTwice(Path file, byte[] input) throws IOException {
    Files.write(file, input);
    Journal.open(file).close();
    long kept = Files.size(file);
    Journal.open(file).close();
    assertEquals(kept, Files.size(file));
  }

  private static byte[] journal(Path file) throws IOException {
    Files.delete(file);
    try (Journal journal = Journal.open(file)) {
      for (int i = 0; i < 3; i++) {
        List<Trial.Column> columns = List.of(new Trial.Column("total", i < 2 ? "ps" : "ns"));
        journal.append(
            new Trial(
                "k" + i,
                Trial.Status.COMPLETED,
                "",
                i > 0,
                5,
                new TreeMap<>(),
                columns,
                List.of(1.5 * i)));
      }
    }
    return Files.readAllBytes(file);
  }

  /** With the checksum of each line made right. */
  private static byte[] checksums(byte[] spoilt) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int from = 0;
    for (int at = 0; at <= spoilt.length; at++) {
      if (at == spoilt.length || spoilt[at] == '\n') {
        int text = Math.min(at, from + CHECKSUM_DIGITS + 1);
        CRC32 sum = new CRC32();
        sum.update(spoilt, text, at - text);
        String line = String.format(Locale.ROOT, "%08x ", sum.getValue());
        out.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
        out.write(spoilt, text, at - text);
        if (at < spoilt.length) {
          out.write('\n');
        }
        from = at + 1;
      }
    }
    return out.toByteArray();
  }

  private static FuzzTarget manifests() {
    SweepManifest manifest =
        new SweepManifest(
            "s",
            "pilsim sweep s.yaml --over a.b=4",
            "total",
            List.of("a.b"),
            2,
            new Shard(1, 1),
            List.of(new SweepRow(0, List.of("4"), 0, "base", "hash", 1, 30)));
    return FuzzTarget.of(
        "sweep",
        FuzzTarget.Kind.TEXT,
        List.of(FuzzTarget.bytes(manifest.text())),
        List.of("null", "[]", "{}", "1.5", "-1", "9999999999"),
        FormatException.class,
        input -> {
          SweepManifest read = SweepManifest.read("sweep.json", input);
          assertEquals(read, SweepManifest.read("again", FuzzTarget.bytes(read.text())));
        });
  }
}
