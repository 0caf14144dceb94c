package io.pilsim.hardware.dma;

/**
 * How a remote processor starts.
 *
 * @param lineBytes read at a time, a power of two
 * @param outstanding lines that it asks for before the first has come
 * @param readyPs from the last line to the interrupt that says it runs
 * @param handoverPs from there to the one that says it holds its own votes
 * @param qmiResponsePs from a request over QMI to its answer
 * @param shutdownAckPs from there until it has shut down as asked
 * @param stopAckPs from the stop bit to its answer
 * @param fatalPs from an access that was refused to the interrupt that says it gives up
 */
public record DspParams(
    int lineBytes,
    int outstanding,
    long readyPs,
    long handoverPs,
    long qmiResponsePs,
    long shutdownAckPs,
    long stopAckPs,
    long fatalPs) {
  public DspParams {
    long shortest =
        Math.min(
            Math.min(readyPs, handoverPs),
            Math.min(Math.min(qmiResponsePs, fatalPs), Math.min(shutdownAckPs, stopAckPs)));
    if (Integer.bitCount(lineBytes) != 1 || outstanding < 1 || shortest < 0) {
      throw new IllegalArgumentException(
          "need lines of a power of two, one of them at least, and no negative delay: "
              + lineBytes
              + ", "
              + outstanding);
    }
  }
}
