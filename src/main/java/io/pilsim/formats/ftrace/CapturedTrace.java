package io.pilsim.formats.ftrace;

import java.util.List;

/**
 * What a file of kernel trace holds.
 *
 * @param file how messages call it
 * @param lines events that matter, in the order of time
 * @param linesRead all of the file
 * @param others events that say nothing of mappings, firmware or remote processors
 * @param outOfOrder lines earlier than one before them, as of several processors' buffers
 * @param lost events that the buffers dropped; one where they do not say how many
 * @param overwritten events that a wrapped buffer has lost, as its header says
 * @param unreadable the first lines that could not be read
 * @param unreadableLines how many there are in all
 */
public record CapturedTrace(
    String file,
    List<TraceLine> lines,
    long linesRead,
    long others,
    long outOfOrder,
    long lost,
    long overwritten,
    List<Unreadable> unreadable,
    long unreadableLines) {
  /** A line that could not be read, and why. */
  public record Unreadable(long line, String why) {}

  public CapturedTrace {
    lines = List.copyOf(lines);
    unreadable = List.copyOf(unreadable);
  }
}
