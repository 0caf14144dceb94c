package io.pilsim.hardware.smmu.v2;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.trace.TraceSink;

/**
 * One TLBSYNC or sTLBGSYNC: over when every walk that had begun when its turn came is over, and at
 * each TBU every transaction is that used an entry which an earlier invalidation removed.
 */
final class Sync extends TlbCommand {
  private final TlbCommands commands;
  private final Simulator sim;
  private final TraceSink trace;
  private final int track;
  private final Places.Drain walks;
  private final Places.Drain[] transfers;
  private boolean active;
  private boolean again;
  private boolean arrived;
  private int tbusToCome;
  private long startedPs;
  private long sequence;

  Sync(TlbCommands commands, int bank, int tbus, Simulator sim, String smmu) {
    this.commands = commands;
    this.bank = bank;
    this.sim = sim;
    this.trace = sim.trace();
    this.track = trace.track(smmu, bank == NO_BANK ? "global sync" : "sync of bank " + bank);
    this.walks =
        new Places.Drain() {
          @Override
          void drained() {
            commands.send(Sync.this);
          }
        };
    this.transfers = new Places.Drain[tbus];
    for (int i = 0; i < tbus; i++) {
      transfers[i] =
          new Places.Drain() {
            @Override
            void drained() {
              tbuIsDone();
            }
          };
    }
  }

  boolean isActive() {
    return active;
  }

  /** Begins; or begins anew when it has not ended yet, for it must cover all that came before. */
  void start() {
    again = active;
    if (!active) {
      active = true;
      arrived = false;
      startedPs = sim.nowPs();
      trace.begin(track, "sync", startedPs, trace.cause());
      commands.issue(this);
    }
  }

  /** What all invalidations before its turn are numbered below. */
  long sequence() {
    return sequence;
  }

  @Override
  String name() {
    return "sync";
  }

  @Override
  void carriedOut() {
    sequence = commands.carriedOutSoFar();
    commands.drainWalks(walks);
  }

  @Override
  void arrivedAtTbus() {
    if (arrived) {
      end();
      return;
    }
    arrived = true;
    tbusToCome = transfers.length;
    commands.drainTbus(bank, transfers);
  }

  private void tbuIsDone() {
    tbusToCome--;
    if (tbusToCome == 0) {
      commands.send(this); // the acknowledgement, on its way back
    }
  }

  private void end() {
    active = false;
    trace.end(track, sim.nowPs());
    commands.synced(this, sim.nowPs() - startedPs);
    if (again) {
      start();
    }
  }
}
