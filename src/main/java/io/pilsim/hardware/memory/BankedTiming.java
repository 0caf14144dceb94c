package io.pilsim.hardware.memory;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;

/**
 * LPDDR memory, burst by burst in the order of arrival.
 *
 * <p><b>Models:</b> channels by interleave; banks with an open row: hit, closed row, conflict; the
 * data bus of a channel; column commands of one bank group apart, activates of a channel apart and
 * at most four in a window; write recovery; refresh of all banks, which closes their rows.
 *
 * <p><b>Does not model:</b> a controller that reorders or looks ahead, read-write turnaround,
 * refresh that is put off, power-down.
 *
 * <p>Source: JESD209-5 for the rules; timing.md 4.1 for the times of LPDDR5-6400.
 */
public final class BankedTiming implements MemoryTiming {
  private final BankedParams params;
  private final BankedParams.Times times;
  private final Channel[] channels;
  private final Counter hits;
  private final Counter closed;
  private final Counter conflicts;
  private final Counter refreshed;

  public BankedTiming(BankedParams params, StatGroup stats) {
    this.params = params;
    this.times = params.times();
    this.channels = new Channel[params.channels()];
    for (int i = 0; i < channels.length; i++) {
      channels[i] = new Channel();
    }
    this.hits = stats.counter("row_hits", "bursts whose row was open");
    this.closed = stats.counter("row_closed", "bursts whose bank had no row open");
    this.conflicts = stats.counter("row_conflicts", "bursts whose bank had another row open");
    this.refreshed = stats.counter("refresh_waits", "bursts that waited for a refresh to end");
  }

  @Override
  public long accessPs(long address, int bytes, boolean write, long nowPs) {
    long burst = params.burstBytes();
    long end = address + bytes;
    long overPs = nowPs;
    for (long at = address & -burst; at < end; at += burst) {
      overPs = Math.max(overPs, burstPs(at, write, nowPs));
    }
    return overPs - nowPs + params.pathPs();
  }

  /** When the data of one burst has crossed the channel's bus. */
  private long burstPs(long address, boolean write, long nowPs) {
    long stripe = address / params.interleaveBytes();
    Channel channel = channels[(int) (stripe % channels.length)];
    long local =
        stripe / channels.length * params.interleaveBytes() + address % params.interleaveBytes();
    long rowInAll = local / params.rowBytes();
    int bank = (int) (rowInAll % params.banks());
    return channel.burstPs(bank, rowInAll / params.banks(), write, nowPs);
  }

  /** One channel: its banks and what they share. */
  private final class Channel {
    private static final long NO_ROW = -1;
    private static final int WINDOW = 4;

    private final long[] openRows = new long[params.banks()];
    private final long[] refreshes = new long[params.banks()]; // seen by the bank so far
    private final long[] columnFrom = new long[params.banks()];
    private final long[] prechargeFrom = new long[params.banks()];
    private final long[] activateFrom = new long[params.banks()];
    private final long[] groupColumnFrom = new long[params.bankGroups()];
    private final long[] activates = new long[WINDOW]; // the latest four, in a ring
    private int nextActivate;
    private long busFrom;

    Channel() {
      java.util.Arrays.fill(openRows, NO_ROW);
      java.util.Arrays.fill(activates, Long.MIN_VALUE / 2);
    }

    long burstPs(int bank, long row, boolean write, long nowPs) {
      long fromPs = Math.max(nowPs, refresh(bank, Math.max(nowPs, busFrom - times.cl())));
      if (openRows[bank] == row) {
        hits.increment();
      } else {
        open(bank, row, fromPs);
      }
      int group = bank % params.bankGroups();
      long columnPs = Math.max(fromPs, Math.max(columnFrom[bank], groupColumnFrom[group]));
      columnPs = Math.max(columnPs, busFrom - times.cl());
      groupColumnFrom[group] = columnPs + times.ccdL();
      busFrom = columnPs + times.cl() + times.burst();
      long recoveredPs = write ? busFrom + times.wr() : columnPs;
      prechargeFrom[bank] = Math.max(prechargeFrom[bank], recoveredPs);
      if (params.policy() == BankedParams.RowPolicy.CLOSED) {
        openRows[bank] = NO_ROW;
        activateFrom[bank] = prechargeFrom[bank] + times.rp();
      }
      return busFrom;
    }

    /** The end of the refresh that an instant falls into, or 0. */
    private long refresh(int bank, long instantPs) {
      long done = instantPs / times.refi();
      if (done > refreshes[bank]) {
        refreshes[bank] = done;
        openRows[bank] = NO_ROW;
        activateFrom[bank] = Math.max(activateFrom[bank], done * times.refi() + times.rfc());
      }
      long endPs = done * times.refi() + times.rfc();
      if (done == 0 || instantPs >= endPs) {
        return 0;
      }
      refreshed.increment();
      return endPs;
    }

    private void open(int bank, long row, long fromPs) {
      long activatePs = Math.max(fromPs, activateFrom[bank]);
      if (openRows[bank] == NO_ROW) {
        closed.increment();
      } else {
        conflicts.increment();
        activatePs = Math.max(activatePs, Math.max(fromPs, prechargeFrom[bank]) + times.rp());
      }
      int latest = (nextActivate + WINDOW - 1) % WINDOW;
      activatePs = Math.max(activatePs, activates[latest] + times.rrd());
      activatePs = Math.max(activatePs, activates[nextActivate] + times.xaw());
      activates[nextActivate] = activatePs;
      nextActivate = (nextActivate + 1) % WINDOW;
      openRows[bank] = row;
      columnFrom[bank] = activatePs + times.rcd();
      prechargeFrom[bank] = activatePs + times.ras();
    }
  }
}
