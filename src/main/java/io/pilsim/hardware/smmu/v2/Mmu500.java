package io.pilsim.hardware.smmu.v2;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.smmu.StreamPort;
import io.pilsim.hardware.smmu.TablePort;
import io.pilsim.hardware.smmu.WayPicker;

/**
 * An Arm MMU-500, as software sees it through its registers and bus masters through its TBUs.
 *
 * <p><b>Models:</b> stream mapping, context banks, TLB invalidation and its synchronisation, fault
 * registers; the units behind them: {@link Tbu}, {@code Tcu}, {@code PageWalker}. A register write
 * takes effect at once, an invalidation when the TCU gets to it; what the write costs the core is
 * the core's.
 *
 * <p><b>Does not model:</b> register offsets, secure banks, power states, performance counters.
 *
 * <p>Source: IHI 0062 (SMMUv2); MMU-500 TRM DDI 0517; flow.md 3.2.
 */
public final class Mmu500 {
  private final StreamMap streams;
  private final ContextBank[] banks;
  private final Tcu tcu;
  private final Tbu[] tbus;
  private final TlbCommands commands;

  public Mmu500(
      Mmu500Params params,
      ClockDomain clock,
      TablePort tables,
      ContextFaultSink faultSink,
      WayPicker random,
      Simulator sim,
      StatGroup smmu) {
    Shared shared = new Shared(params, clock, faultSink, random, sim, smmu);
    this.streams = shared.streams;
    this.banks = shared.banks;
    PageWalker walker = new PageWalker(params.tcu().walker(), params.outputBits(), tables, shared);
    this.tcu = new Tcu(params.tcu(), params.invalidatesBasePageOnly(), walker, shared);
    this.tbus = new Tbu[params.tbus().size()];
    for (int i = 0; i < tbus.length; i++) {
      tbus[i] = new Tbu(params.tbus().get(i), tcu, walker, shared, smmu.child("tbu" + i));
    }
    this.commands = new TlbCommands(params.tcu(), tcu, tbus, shared);
  }

  /** Where the masters behind one TBU have their addresses translated. */
  public StreamPort tbu(int index) {
    return tbus[index];
  }

  public int tbus() {
    return tbus.length;
  }

  public int streamMapGroups() {
    return streams.groups();
  }

  public int contextBanks() {
    return banks.length;
  }

  /** SMR. */
  public void writeStreamMatch(int group, int streamId, int mask, boolean valid) {
    streams.writeMatch(group, streamId, mask, valid);
  }

  /** S2CR. */
  public void writeStreamContext(int group, StreamType type, int bank) {
    streams.writeContext(group, type, bank);
  }

  /** SCR0.USFCFG: what happens to streams that match no group. */
  public void writeUnmatchedStreams(StreamType type) {
    streams.writeUnmatched(type);
  }

  /** The quality of service of a TBU's walks, 0 to 15; the highest is served first. */
  public void writeQos(int tbu, int qos) {
    if (qos < 0 || qos >= WalkSlots.CLASSES) {
      throw new IllegalArgumentException("quality of service must be 0 to 15: " + qos);
    }
    tbus[tbu].setQos(qos);
  }

  /** CBAR, TCR, TTBR0 and ACTLR; SCTLR.M is set. */
  public void writeContext(int bank, ContextRegisters registers) {
    banks[bank].write(registers);
  }

  /** SCTLR.M is cleared: accesses pass untranslated. TLB entries stay. */
  public void disableContext(int bank) {
    banks[bank].disable();
  }

  /** TLBIVA or TLBIVAL, or at stage 2 TLBIIPAS2 or TLBIIPAS2L, of a bank. */
  public void tlbiVa(int bank, long address, int asid, boolean lastLevelOnly) {
    ContextBank to = banks[bank];
    long tag = ContextBank.tag(asid, to.registers().vmid());
    commands.issue(commands.next().address(bank, address, tag, to.inputTag(), lastLevelOnly));
  }

  /** TLBIASID. */
  public void tlbiAsid(int bank, int asid) {
    long tag = ContextBank.tag(asid, banks[bank].registers().vmid());
    commands.issue(commands.next().tagged(bank, tag, Invalidation.EXACT));
  }

  /** TLBIVMID. */
  public void tlbiVmid(int vmid) {
    long tag = ContextBank.tag(0, vmid);
    commands.issue(commands.next().tagged(TlbCommand.NO_BANK, tag, ContextBank.machineMask()));
  }

  /** TLBIALLH and TLBIALLNSNH. */
  public void tlbiAll() {
    commands.issue(commands.next().tagged(TlbCommand.NO_BANK, 0, Invalidation.ANY));
  }

  /** TLBSYNC of a bank. */
  public void startSync(int bank) {
    commands.syncOf(bank).start();
  }

  /** TLBSTATUS.SACTIVE of a bank. */
  public boolean syncActive(int bank) {
    return commands.syncOf(bank).isActive();
  }

  /** sTLBGSYNC. */
  public void startGlobalSync() {
    commands.globalSync().start();
  }

  /** sTLBGSTATUS.GSACTIVE. */
  public boolean globalSyncActive() {
    return commands.globalSync().isActive();
  }

  public int fsr(int bank) {
    return banks[bank].fsr();
  }

  public long far(int bank) {
    return banks[bank].far();
  }

  public int fsynr0(int bank) {
    return banks[bank].fsynr0();
  }

  public int cbfrsynra(int bank) {
    return banks[bank].cbfrsynra();
  }

  /** Writes FSR back: the recorded fault is cleared. */
  public void clearFault(int bank) {
    banks[bank].clearFault();
  }

  /** Whether any TLB has a translation of the address, which software may have unmapped since. */
  public boolean holds(int bank, long address) {
    long tag = banks[bank].tag();
    long inputTag = banks[bank].inputTag();
    boolean held = tcu.holds(address, tag, inputTag);
    for (Tbu tbu : tbus) {
      held |= tbu.holds(address, tag, inputTag);
    }
    return held;
  }
}
