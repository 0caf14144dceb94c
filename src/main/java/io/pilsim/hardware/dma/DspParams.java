package io.pilsim.hardware.dma;

/**
 * How a remote processor starts.
 *
 * @param lineBytes read at a time, a power of two
 * @param outstanding lines that it asks for before the first has come
 * @param readyPs from the last line to the interrupt that says it runs
 * @param handoverPs from there to the one that says it holds its own votes
 */
public record DspParams(int lineBytes, int outstanding, long readyPs, long handoverPs) {
  public DspParams {
    if (Integer.bitCount(lineBytes) != 1 || outstanding < 1 || readyPs < 0 || handoverPs < 0) {
      throw new IllegalArgumentException(
          "need lines of a power of two, one of them at least, and no negative delay: "
              + lineBytes
              + ", "
              + outstanding);
    }
  }
}
