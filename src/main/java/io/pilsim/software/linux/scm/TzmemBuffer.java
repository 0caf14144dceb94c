package io.pilsim.software.linux.scm;

/** The frame of one allocation: a buffer that TrustZone may see. Free while its address is zero. */
public final class TzmemBuffer {
  final ScmCall bridge;
  private long bytes;
  long address;
  long areaBytes;
  long areaBase;
  long ownArea; // that goes with the buffer, or zero
  long handle; // of a bridge that does

  public TzmemBuffer(ScmUser user) {
    this.bridge = ScmCall.withoutPage(user);
  }

  /** Says what the next allocation asks for. */
  public void want(long bytes) {
    this.bytes = bytes;
  }

  /** Whether there is anything to give back. */
  boolean isHeld() {
    return address != 0 || ownArea != 0;
  }

  public long bytes() {
    return bytes;
  }

  /** Physical address of the buffer; zero when there is none. */
  public long address() {
    return address;
  }
}
