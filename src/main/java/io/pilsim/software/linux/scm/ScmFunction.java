package io.pilsim.software.linux.scm;

/**
 * The calls that Linux makes, by SMC function id and argument descriptor.
 *
 * <p>Source: Linux 6.18, drivers/firmware/qcom/qcom_scm.h and qcom_scm.c; the ids of yielding
 * 64-bit calls of owner SIP are 0x42000000 | service &lt;&lt; 8 | command.
 */
public enum ScmFunction {
  PAS_INIT_IMAGE(0x4200_0201, 0x82),
  PAS_MEM_SETUP(0x4200_0202, 0x3),
  PAS_AUTH_AND_RESET(0x4200_0205, 0x1),
  PAS_SHUTDOWN(0x4200_0206, 0x1),
  PAS_GET_RSCTABLE(0x4200_0221, 0x845),
  SHM_BRIDGE_DELETE(0x4200_0C1D, 0x1),
  SHM_BRIDGE_CREATE(0x4200_0C1E, 0x4),
  WAITQ_RESUME(0x4200_2402, 0x1),
  /** A fast call, which may be made while another one sleeps. */
  WAITQ_GET_WQ_CTX(0xC200_2403L, 0x0);

  private static final int ARGUMENT_COUNT = 0xf;

  private final long id;
  private final long descriptor;

  ScmFunction(long id, long descriptor) {
    this.id = id;
    this.descriptor = descriptor;
  }

  public long id() {
    return id;
  }

  /** The argument count in the low four bits, the kinds of the arguments above. */
  public long descriptor() {
    return descriptor;
  }

  public int arguments() {
    return (int) (descriptor & ARGUMENT_COUNT);
  }
}
