package io.pilsim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RandomStreamsTest {
  /** Published by the authors of FNV. */
  @Test
  void namesAreHashedByFnv1a() {
    assertEquals(0xcbf29ce484222325L, StreamSeed.fnv1a(""));
    assertEquals(0xaf63dc4c8601ec8cL, StreamSeed.fnv1a("a"));
    assertEquals(0x85944171f73967e8L, StreamSeed.fnv1a("foobar"));
  }

  /** Published on Rosetta Code, "Pseudo-random numbers/Splitmix64". */
  @Test
  void seedsAreSpreadBySplitMix64() {
    List<String> sequence = new ArrayList<>();
    for (int position = 1; position <= 5; position++) {
      sequence.add(Long.toUnsignedString(StreamSeed.splitMix(1_234_567, position)));
    }
    assertEquals(
        List.of(
            "6457827717110365317",
            "3203168211198807973",
            "9817491932198370423",
            "4593380528125082431",
            "16408922859458223821"),
        sequence);
  }

  @Test
  void aStreamDependsOnItsNameTheSeedAndTheReplicationAlone() {
    RandomStreams streams = new RandomStreams(7, 0);
    streams.stream("another").nextLong();
    RandomStream stream = streams.stream("smmu.tbu0");
    RandomStream again = new RandomStreams(7, 0).stream("smmu.tbu0");
    for (int i = 0; i < 100; i++) {
      assertEquals(again.nextLong(), stream.nextLong());
    }
  }

  @Test
  void aStreamHasOneOwner() {
    RandomStreams streams = new RandomStreams(7, 0);
    streams.stream("smmu.tbu0");
    assertThrows(IllegalArgumentException.class, () -> streams.stream("smmu.tbu0"));
  }

  @Test
  void whatWasDrawnIsCounted() {
    RandomStreams streams = new RandomStreams(7, 0);
    RandomStream stream = streams.stream("a");
    assertEquals(0, streams.drawn());
    stream.uniform();
    streams.stream("b").bernoulli(0);
    assertEquals(2, streams.drawn());
  }

  /** Of n pairs of independent numbers the correlation has a deviation of 1 / sqrt(n). */
  @Test
  void streamsThatDifferInOneRespectAreNotCorrelated() {
    double[] base = uniforms("tbu0", 7, 0);
    for (int i = 1; i <= 20; i++) {
      assertUncorrelated(base, uniforms("tbu" + i, 7, 0));
      assertUncorrelated(base, uniforms("tbu0", 7 + i, 0));
      assertUncorrelated(base, uniforms("tbu0", 7, i));
      assertUncorrelated(base, uniforms("tbu0", 7 ^ (1L << (2 * i)), 0));
    }
  }

  @Test
  void whatManyStreamsBeginWithIsUniform() {
    Tally ofNames = new Tally(256);
    Tally ofSeeds = new Tally(256);
    Tally ofReplications = new Tally(256);
    for (int i = 0; i < 20_000; i++) {
      ofNames.count(new RandomStreams(1, 0).stream("thread." + i).nextInt(256));
      ofSeeds.count(new RandomStreams(i, 0).stream("thread").nextInt(256));
      ofReplications.count(new RandomStreams(1, i).stream("thread").nextInt(256));
    }
    ofNames.assertUniform();
    ofSeeds.assertUniform();
    ofReplications.assertUniform();
  }

  private static double[] uniforms(String name, long seed, int replication) {
    RandomStream stream = new RandomStreams(seed, replication).stream(name);
    double[] uniforms = new double[10_000];
    for (int i = 0; i < uniforms.length; i++) {
      uniforms[i] = stream.uniform();
    }
    return uniforms;
  }

  private static void assertUncorrelated(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - 0.5) * (b[i] - 0.5);
    }
    double correlation = sum / a.length * 12; // the variance of a uniform number is 1/12
    assertTrue(Math.abs(correlation) < 5 / Math.sqrt(a.length), () -> "correlation " + correlation);
  }
}
