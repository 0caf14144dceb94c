package io.pilsim.engine.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class WideSumTest {
  /** The oracle is BigInteger. */
  @Test
  void isTheSumOfProductsOfAnySign() {
    SplittableRandom random = new SplittableRandom(1);
    WideSum sum = new WideSum();
    BigInteger expected = BigInteger.ZERO;
    for (int i = 0; i < 10_000; i++) {
      long a = random.nextLong() >> random.nextInt(10, 64);
      long b = random.nextLong() >> random.nextInt(10, 64);
      WideSum product = new WideSum();
      product.addProduct(a, b);
      sum.add(product);
      expected = expected.add(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
      assertEquals(expected, sum.toBigInteger());
    }
  }

  @Test
  void becomesALongIfItFits() {
    WideSum sum = new WideSum();
    sum.addProduct(Long.MAX_VALUE, 1);
    assertEquals(Long.MAX_VALUE, sum.toLongExact());
    sum.addProduct(1, 1);
    assertThrows(ArithmeticException.class, sum::toLongExact);
    sum.addProduct(-1, 1);
    sum.addProduct(Long.MIN_VALUE, 1);
    assertEquals(-1, sum.toLongExact());
    sum.addProduct(Long.MIN_VALUE, 1);
    assertThrows(ArithmeticException.class, sum::toLongExact);
  }
}
