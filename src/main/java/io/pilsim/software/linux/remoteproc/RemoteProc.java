package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.linux.iommu.Mapping;
import io.pilsim.software.linux.scm.ScmCall;
import io.pilsim.software.linux.scm.ScmUser;
import io.pilsim.software.linux.scm.ShmBridge;
import io.pilsim.software.linux.scm.TzmemBuffer;
import io.pilsim.software.routine.Signal;
import java.util.Optional;

/** One remote processor as its driver keeps it: the frame of the driver's routines. */
public final class RemoteProc {
  /** Where the remoteproc core has it. */
  public enum State {
    OFFLINE,
    RUNNING,
    CRASHED
  }

  final RemoteProcParams params;
  final Firmware firmware;
  final ScmUser scmUser = new ScmUser();
  final ScmCall call = ScmCall.of(scmUser);
  final TzmemBuffer metadata = new TzmemBuffer(scmUser);
  final TzmemBuffer tableIn = new TzmemBuffer(scmUser);
  final TzmemBuffer tableOut = new TzmemBuffer(scmUser);
  final ShmBridge bridge = new ShmBridge(scmUser);
  final Mapping carveout = new Mapping();
  final ResourceTable resources;
  final RemoteProcPort port;
  final Signal ready = new Signal();
  final Signal qmiResponse = new Signal();
  final Signal shutdownAck = new Signal();
  final Signal stopAck = new Signal();
  State state = State.OFFLINE;
  Optional<byte[]> table = Optional.empty();
  long tableWanted;
  int tableErrno;
  int devmemNext;
  int devmemUnmapped;
  int segmentNext;
  int subdeviceNext;
  boolean powered;
  boolean voted;
  boolean handlesInterrupts;
  boolean sysmonAcked;
  boolean toRecover;
  int users;
  int stopErrno;
  long crashes;
  CrashType crashType = CrashType.FATAL;

  public RemoteProc(RemoteProcParams params, Firmware firmware, RemoteProcPort port) {
    this.params = params;
    this.resources = new ResourceTable(params.coalescesDevmem());
    this.firmware = firmware;
    this.port = port;
  }

  public String name() {
    return params.name();
  }

  public State state() {
    return state;
  }

  public ScmUser scmUser() {
    return scmUser;
  }

  /** The mapping of the whole carveout, and what it took. */
  public Mapping carveout() {
    return carveout;
  }

  /** The interrupt by which the processor says that it runs. */
  public void raiseReady() {
    ready.raise();
  }

  /** The interrupt by which it answers a request over QMI. */
  public void raiseQmiResponse() {
    qmiResponse.raise();
  }

  /** The interrupt by which it says that it has shut down as asked. */
  public void raiseShutdownAck() {
    shutdownAck.raise();
  }

  /** The interrupt by which it answers the stop bit. */
  public void raiseStopAck() {
    stopAck.raise();
  }

  /** The interrupt that is about to be handled says why it crashed. */
  public void crashed(CrashType type) {
    crashType = type;
  }

  /** How often the kernel has handled a crash of it. */
  public long crashes() {
    return crashes;
  }

  /** Who wants it to run: zero when nobody does. */
  public int users() {
    return users;
  }

  /** Whether Linux votes for it: interconnect, load state or power domains. */
  public boolean isVotedFor() {
    return voted || powered;
  }

  /** Calls of {@code map_pages} for device memory. */
  public long devmemCalls() {
    return resources.devmem().stream().mapToLong(Mapping::calls).sum();
  }

  public long devmemLeaves() {
    return resources.devmem().stream().mapToLong(Mapping::leaves).sum();
  }

  /** Tables beyond those that the carveout is reached through. */
  public long devmemTables() {
    long allocated = resources.devmem().stream().mapToLong(Mapping::tables).sum();
    return allocated + carveout.tables() - carveout.tablesReached();
  }

  Mapping mappedDevmem() {
    return resources.devmem().get(devmemUnmapped);
  }

  Mapping nextDevmem() {
    return resources.devmem().get(devmemNext);
  }

  Firmware.Segment nextSegment() {
    return firmware.segments().get(segmentNext);
  }
}
