package io.pilsim.software.linux.scm;

/** The frame of one allocation: a buffer that TrustZone may see. Free while its address is zero. */
public final class TzmemBuffer {
  final ScmCall bridge;
  private long bytes;
  long address;
  long areaBytes;
  long areaBase;

  public TzmemBuffer(ScmUser user) {
    this.bridge = ScmCall.withoutPage(user);
  }

  /** Says what the next allocation asks for. */
  public void want(long bytes) {
    this.bytes = bytes;
  }

  public long bytes() {
    return bytes;
  }

  /** Physical address of the buffer; zero when there is none. */
  public long address() {
    return address;
  }
}
