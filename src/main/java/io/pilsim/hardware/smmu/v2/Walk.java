package io.pilsim.hardware.smmu.v2;

import io.pilsim.hardware.smmu.Descriptor;
import io.pilsim.hardware.smmu.TableGeometry;
import io.pilsim.hardware.smmu.TableRead;

/**
 * A translation that is being looked up in the tables: what was asked for, where the walk is, and
 * what came out. It is the event that it waits for.
 */
abstract class Walk extends TableRead {
  private static final int SMALLEST_PAGE_BITS = 12;

  /** What the walk does when it fires next. */
  enum Step {
    NOT_WALKING,
    GRANTED,
    SET_UP,
    LOOK_UP_STAGE2,
    READ_STAGE1,
    READ_STAGE2
  }

  private final PageWalker walker;

  ContextBank bank;
  ContextRegisters registers;
  ContextRegisters stage2;
  long input;

  Step step = Step.NOT_WALKING;
  int place;
  int qos;
  int flow; // of the timeline
  long requestedPs;
  long sincePs;
  long sequence;

  int level1;
  long table1;
  boolean table1IsPhysical;
  int level2;
  long table2;
  long intermediate;
  boolean forTable;

  FaultKind fault;
  int faultLevel;
  boolean faultInStage2;
  long output;
  int pageBits;
  long permissions;

  /** An invalidation came between the reads and the end: the result may be out of date. */
  boolean stale;

  Walk(PageWalker walker) {
    this.walker = walker;
  }

  /** What to translate. */
  final void aim(ContextBank bank, long input) {
    this.bank = bank;
    this.input = input;
  }

  /** Takes the registers as they are now. */
  final void readRegisters(ContextBank[] banks) {
    registers = bank.registers();
    stage2 = isNested() ? banks[registers.stage2Bank()].registers() : registers;
  }

  final void readRegistersOf(Walk other) {
    registers = other.registers;
    stage2 = other.stage2;
  }

  /** The result of a bank that does not translate: good for this once. */
  final void passThrough() {
    output = input & -(1L << SMALLEST_PAGE_BITS);
    pageBits = SMALLEST_PAGE_BITS;
    permissions = Permissions.NO_STAGE1 | Permissions.NO_STAGE2;
    fault = FaultKind.NONE;
    stale = true;
  }

  final boolean isNested() {
    return registers.type() == ContextType.NESTED;
  }

  final long tag() {
    return ContextBank.tag(registers.asid(), registers.vmid());
  }

  final long machineTag() {
    return ContextBank.tag(0, registers.vmid());
  }

  final long inputTag() {
    return registers.type() == ContextType.STAGE2
        ? ContextBank.FROM_INTERMEDIATE
        : ContextBank.FROM_VIRTUAL;
  }

  final long entry() {
    return descriptor;
  }

  /** What the entry just read is. */
  final Descriptor.Kind found(TableGeometry geometry, int level) {
    return aborted ? Descriptor.Kind.INVALID : Descriptor.kind(geometry, descriptor, level);
  }

  final FaultKind whyInvalid() {
    return aborted ? FaultKind.EXTERNAL : FaultKind.TRANSLATION;
  }

  final void setStage1Leaf(TableGeometry geometry) {
    permissions = Permissions.stage1(descriptor, level1);
    pageBits = Long.numberOfTrailingZeros(Descriptor.leafSize(geometry, descriptor, level1));
  }

  /** Only the granule that was asked for is to be remembered. */
  final void shrinkToGranule() {
    int granule = registers.geometry().granuleBits();
    if (pageBits > granule) {
      output += input & ((1L << pageBits) - 1) & -(1L << granule);
      pageBits = granule;
    }
  }

  /** Whether an access waits for it. */
  abstract boolean isDemanded();

  /** The walk is over; called by the walker at that instant. */
  abstract void walked();

  /** Something else that was waited for has happened. */
  abstract void resume(long nowPs);

  @Override
  protected final void fire(long nowPs) {
    if (step == Step.NOT_WALKING) {
      resume(nowPs);
    } else {
      walker.advance(this);
    }
  }
}
