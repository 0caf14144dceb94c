package io.pilsim.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A reader of files that somebody gave us, and what it is tried with.
 *
 * @param name also of the folder under {@code src/test/resources/fuzz} with its inputs
 * @param bytesPerByte how many bytes it may allocate for a byte of input, beside a fixed amount
 * @param seeds inputs beside those of the folder
 * @param words that stand in such files
 * @param repair makes checksums right again after a mutation
 * @param declared what it may throw
 * @param reading reads an input, and then uses all that it gave
 */
public record FuzzTarget(
    String name,
    Kind kind,
    int bytesPerByte,
    List<byte[]> seeds,
    List<byte[]> words,
    UnaryOperator<byte[]> repair,
    List<Class<? extends Exception>> declared,
    Reading reading) {
  /** What the inputs consist of. */
  public enum Kind {
    BINARY,
    TEXT
  }

  /** Reads an input. */
  public interface Reading {
    void of(byte[] input) throws Exception;
  }

  private static final int USUAL_BYTES_PER_BYTE = 2_000;

  public static FuzzTarget of(
      String name,
      Kind kind,
      List<byte[]> seeds,
      List<String> words,
      Class<? extends Exception> declared,
      Reading reading) {
    return new FuzzTarget(
        name,
        kind,
        USUAL_BYTES_PER_BYTE,
        seeds,
        words.stream().map(FuzzTarget::bytes).toList(),
        UnaryOperator.identity(),
        List.of(declared),
        reading);
  }

  public FuzzTarget repairedBy(UnaryOperator<byte[]> by) {
    return new FuzzTarget(name, kind, bytesPerByte, seeds, words, by, declared, reading);
  }

  public FuzzTarget mayThrow(List<Class<? extends Exception>> also) {
    return new FuzzTarget(name, kind, bytesPerByte, seeds, words, repair, also, reading);
  }

  public FuzzTarget mayAllocate(int perByte) {
    return new FuzzTarget(name, kind, perByte, seeds, words, repair, declared, reading);
  }

  public boolean declares(Throwable e) {
    return declared.stream().anyMatch(type -> type.isInstance(e));
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return name;
  }
}
