package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.Simulator;

/**
 * A request of a device on its way through the SMMU: the event of whatever it waits for. Owned by
 * the device, which may begin it again once it is answered.
 *
 * <p>Its life is the list of {@link Step}; what happens after each is one line of {@link #proceed}.
 */
public abstract class Transaction extends Agent {
  // what the device asks
  long streamId;
  long substreamId;
  long address;
  int bytes;
  boolean write;
  boolean privileged;
  long orderId;
  boolean prefetch;

  // what it is told
  final Leaf result = new Leaf();
  int path;
  int tableReads;
  int configReads;
  long receivedPs;
  long translatedPs;
  long issuedPs;
  long walkPs;

  // on the way
  final Context context = new Context();
  final Walk walk = new Walk();
  DeviceInterface device;
  Transaction nextWaiting;
  Transaction older;
  Transaction younger;
  boolean parked;

  final TimeSpent.OfOne spent = new TimeSpent.OfOne();

  // of a fault that stalls, see Stalls
  boolean stalling;
  int stallTag;
  boolean stallParked;
  Command.Response response;

  // what of it invalidations and syncs look at, see InFlight
  long since;
  long turn;
  long outdatedBy;
  boolean inSmmu;
  Transaction previousInFlight;
  Transaction nextInFlight;

  /** States the request. It must be answered before it may begin again. */
  public final void begin(
      long streamId, long substreamId, long address, int bytes, boolean write, long orderId) {
    this.streamId = streamId;
    this.substreamId = substreamId;
    this.address = address;
    this.bytes = bytes;
    this.write = write;
    this.privileged = false;
    this.orderId = orderId;
    path = 0;
    tableReads = 0;
    configReads = 0;
    walkPs = 0;
    result.clear();
  }

  /** What has begun is asked for by privileged software of the device. */
  public final void asPrivileged() {
    privileged = true;
  }

  /** The interface has taken it; the device may offer its next one. */
  protected abstract void accepted(long nowPs);

  /** It is over: {@link #fault} or {@link #physicalAddress} tell how. */
  protected abstract void responded(long nowPs);

  public final long address() {
    return address;
  }

  public final boolean isWrite() {
    return write;
  }

  public final int bytes() {
    return bytes;
  }

  public final Fault fault() {
    return result.fault;
  }

  public final long physicalAddress() {
    return result.output(address);
  }

  /** How it was translated: bits of {@link Path}. */
  public final int path() {
    return path;
  }

  /** Table entries that its own walk read. */
  public final int tableReads() {
    return tableReads;
  }

  /** Stream table entries and context descriptors read for it. */
  public final int configReads() {
    return configReads;
  }

  public final long receivedPs() {
    return receivedPs;
  }

  public final long translatedPs() {
    return translatedPs;
  }

  public final long issuedPs() {
    return issuedPs;
  }

  /** From the grant of a walk slot to the end of the walk. */
  public final long walkPs() {
    return walkPs;
  }

  /** Whether a page with those permissions lets it through. */
  final boolean isAllowedBy(int permissions) {
    return Permissions.allow(permissions, write, privileged);
  }

  final void enter(DeviceInterface device, Simulator sim) {
    this.device = device;
    attach(sim);
  }

  @Override
  final void waited(Cause cause, long durationPs) {
    spent.spend(cause, nowPs());
  }

  private Cause cause() {
    return switch (step) {
      case STAGE1_READ -> Cause.reading(1, walk.stage1.level);
      case STAGE2_READ -> Cause.reading(2, walk.stage2.level);
      default -> step.cause;
    };
  }

  @Override
  final void proceed() {
    spent.spend(cause(), nowPs());
    TranslationControl smmu = device.smmu;
    switch (step) {
      case PREFETCH_BEGUN -> device.admitted(this);
      case PORT_PASSED -> device.portPassed(this);
      case MICRO_TLB_READ -> device.microTlbRead(this);
      case MAIN_TLB_READ -> device.mainTlbRead(this);
      case HAZARD_GONE -> device.hazardGone(this);
      case TOKEN_TAKEN -> smmu.translate(this);
      case CREDIT_TAKEN -> smmu.creditTaken(this);
      case LINK_ENTERED -> smmu.linkEntered(this);
      case ARRIVED -> smmu.arrived(this);
      case CONFIG_READ -> smmu.config.cacheRead(this);
      case STREAM_L1_SENT -> smmu.config.streamL1Sent(this);
      case STREAM_L1_READ -> smmu.config.streamL1Read(this);
      case STREAM_ENTRY_SENT -> smmu.config.streamEntrySent(this);
      case STREAM_ENTRY_READ -> smmu.config.streamEntryRead(this);
      case CONTEXT_L1_SENT -> smmu.config.contextL1Sent(this);
      case CONTEXT_L1_READ -> smmu.config.contextL1Read(this);
      case CONTEXT_SENT -> smmu.config.contextSent(this);
      case CONTEXT_READ -> smmu.config.contextRead(this);
      case CONFIG_WRITTEN -> smmu.config.cacheWritten(this);
      case TLB_READ -> smmu.tlbRead(this);
      case WALK_GRANTED -> smmu.walkGranted(this);
      case STAGE1_PROBED -> smmu.walker.stage1.probed(this);
      case STAGE1_READY -> smmu.walker.stage1.ready(this);
      case STAGE1_SENT -> smmu.walker.stage1.sent(this);
      case STAGE1_READ -> smmu.walker.stage1.read(this);
      case STAGE1_DECODED -> smmu.walker.stage1.decoded(this);
      case STAGE1_TABLE_KEPT -> smmu.walker.stage1.tableKept(this);
      case STAGE1_LEAF_KEPT -> smmu.walker.stage1.leafKept(this);
      case IPA_READ -> smmu.walker.stage2.ipaRead(this);
      case STAGE2_PROBED -> smmu.walker.stage2.probed(this);
      case STAGE2_READY -> smmu.walker.stage2.ready(this);
      case STAGE2_SENT -> smmu.walker.stage2.sent(this);
      case STAGE2_READ -> smmu.walker.stage2.read(this);
      case STAGE2_DECODED -> smmu.walker.stage2.decoded(this);
      case STAGE2_KEPT -> smmu.walker.stage2.kept(this);
      case IPA_WRITTEN -> smmu.walker.stage2.ipaWritten(this);
      case TLB_WRITTEN -> smmu.tlbWritten(this);
      case RETURN_ENTERED -> smmu.returnEntered(this);
      case RETURNED -> smmu.returned(this);
      case MAIN_TLB_WRITTEN -> device.mainTlbWritten(this);
      case MICRO_TLB_WRITTEN -> device.microTlbWritten(this);

      case RESUMED -> device.resumed(this);
      case TURN_MAY_HAVE_COME -> device.awaitTurn(this);
      case ISSUED -> device.issued(this);
      case ANSWERED -> device.answered(this);
      case RESPONDED -> device.responded(this);
      default -> throw new IllegalStateException("no step of a transaction: " + step);
    }
  }
}
