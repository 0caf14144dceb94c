package io.pilsim.flow;

import io.pilsim.software.linux.iommu.UnmapWork;
import io.pilsim.software.linux.remoteproc.RemoteProc;

/** A remote processor as somebody sees it who can look everywhere at once. */
public interface ProcessorView {
  RemoteProc proc();

  /** Whether Linux, and not a hypervisor, gives it its memory. */
  boolean isMappedByLinux();

  /** Whether Linux's domain for it is there. */
  boolean hasDomain();

  /** Descriptors that map something for it now, whoever wrote them. */
  long leavesMapped();

  /** Whether the whole of its carveout is mapped by Linux. */
  boolean isCarveoutMapped();

  /** Descriptors that nobody had unmapped when its domain came to its end, over all ends. */
  long abandonedLeaves();

  /** What Linux has spent on unmapping for it so far. */
  UnmapWork unmapWork();

  /** Whether it is Linux that makes the bridge over its carveout. */
  boolean isBridgedByLinux();

  /** Whether an SHM bridge lies over its carveout. */
  boolean isCarveoutBridged();

  /** Whether it may execute. */
  boolean isOutOfReset();

  /** Whether TrustZone keeps its carveout from everybody else. */
  boolean isCarveoutItsOwn();

  /** It hangs until its watchdog says so. */
  void hang();

  /** It gives up and says so. */
  void fail();

  /** It reads a line behind its carveout, which nothing maps. */
  void strayRead();

  /** It reads a line of its own carveout. */
  void accessCarveout();
}
