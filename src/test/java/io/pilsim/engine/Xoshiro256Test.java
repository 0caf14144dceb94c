package io.pilsim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

final class Xoshiro256Test {
  /** Published with rand_xoshiro, there from the authors' own implementation. */
  @Test
  void itsFirstWordsAreThosePublished() {
    Xoshiro256 generator = new Xoshiro256(1, 2, 3, 4);
    for (String expected :
        List.of(
            "41943041",
            "58720359",
            "3588806011781223",
            "3591011842654386",
            "9228616714210784205",
            "9973669472204895162",
            "14011001112246962877",
            "12406186145184390807",
            "15849039046786891736",
            "10450023813501588000")) {
      assertEquals(expected, Long.toUnsignedString(generator.nextLong()));
    }
  }

  /** In a state without the sign bits that some releases of the JDK mistake. */
  @Test
  void itIsTheOneOfTheJdk() {
    long[] state = {0x0123456701234567L, 0x7f6e5d4c3b2a1908L, 0x1122334455667701L, 0x7fL};
    ByteBuffer bytes = ByteBuffer.allocate(32);
    for (long word : state) {
      bytes.putLong(word);
    }
    RandomGenerator theirs = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(bytes.array());
    Xoshiro256 ours = new Xoshiro256(state[0], state[1], state[2], state[3]);
    for (int i = 0; i < 10_000; i++) {
      assertEquals(theirs.nextLong(), ours.nextLong());
    }
  }
}
