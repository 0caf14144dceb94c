package io.pilsim.software.linux.scm;

/** The frame of a bridge over memory that is not of a pool, such as a carveout. */
public final class ShmBridge {
  final ScmCall call;
  long base;
  long bytes;
  long handle;

  public ShmBridge(ScmUser user) {
    this.call = ScmCall.withoutPage(user);
  }

  /** Says over what the next bridge is to go. */
  public void over(long base, long bytes) {
    this.base = base;
    this.bytes = bytes;
  }

  public boolean exists() {
    return handle != 0;
  }
}
