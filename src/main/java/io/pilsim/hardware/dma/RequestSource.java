package io.pilsim.hardware.dma;

/** What a bus master asks for, one request after another. */
public interface RequestSource {
  /** When a request is due that is made as soon as there is room for it. */
  long AT_ONCE = -1;

  /** Goes on to the next request; false when there is none. */
  boolean next();

  /** When it is due, never before the one before it; or {@link #AT_ONCE}. */
  long duePs();

  /** Whose address it is, for a master that has several; else its own. */
  default int streamId(int own) {
    return own;
  }

  long iova();

  /** How many bytes; they may not cross a page of 4 KiB. */
  int bytes();

  boolean isWrite();
}
