package io.pilsim.platform.validation;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.formats.cases.RequestResults;
import io.pilsim.formats.cases.RequestResults.Column;
import io.pilsim.formats.requests.RequestList;
import io.pilsim.hardware.smmu.v3.DeviceInterface;
import io.pilsim.hardware.smmu.v3.Transaction;
import java.util.ArrayDeque;

/**
 * One device of a request list: offers each of its requests at its time, or when the one before it
 * has been accepted and fewer than so many await their answer, if that is later.
 */
final class TracedDevice extends Event {
  private final RequestList list;
  private final int[] mine;
  private final RequestResults results;
  private final DeviceInterface port;
  private final Simulator sim;
  private final ArrayDeque<Request> idle = new ArrayDeque<>();
  private final int mostOutstanding;
  private int next;
  private int outstanding;
  private boolean blocked;

  TracedDevice(
      RequestList list,
      int[] mine,
      int mostOutstanding,
      RequestResults results,
      DeviceInterface port,
      Simulator sim) {
    super(Phase.COMPLETE);
    this.list = list;
    this.mine = mine;
    this.mostOutstanding = mostOutstanding;
    this.results = results;
    this.port = port;
    this.sim = sim;
  }

  void start() {
    offerNext();
  }

  private void offerNext() {
    if (next < mine.length) {
      long waitPs = list.tickPs(mine[next]) - sim.nowPs();
      if (waitPs > 0) {
        sim.after(waitPs, this);
      } else {
        offerUnlessBlocked();
      }
    }
  }

  @Override
  protected void fire(long nowPs) {
    offerUnlessBlocked();
  }

  private void offerUnlessBlocked() {
    blocked = outstanding == mostOutstanding;
    if (!blocked) {
      outstanding++;
      offer(mine[next++]);
    }
  }

  private void answered() {
    outstanding--;
    if (blocked) {
      offerUnlessBlocked();
    }
  }

  private void offer(int index) {
    results.set(index, Column.FIRST_TRY, sim.nowPs());
    Request request = idle.isEmpty() ? new Request() : idle.pollLast();
    request.index = index;
    request.begin(
        list.streamId(index),
        list.substreamId(index),
        list.address(index),
        list.bytes(index),
        list.isWrite(index),
        0);
    port.offer(request);
  }

  private final class Request extends Transaction {
    private int index;

    @Override
    protected void accepted(long nowPs) {
      results.set(index, Column.ACCEPT, nowPs);
      offerNext();
    }

    @Override
    protected void responded(long nowPs) {
      results.set(index, Column.RECV, receivedPs());
      results.set(index, Column.XLAT, translatedPs());
      results.set(index, Column.ISSUE, issuedPs());
      results.set(index, Column.RESP, nowPs);
      results.set(index, Column.PA, physicalAddress());
      results.set(index, Column.PATH, path());
      results.set(index, Column.PTE_READS, tableReads());
      results.set(index, Column.CFG_READS, configReads());
      results.set(index, Column.PTW_PS, walkPs());
      idle.addLast(this);
      answered();
    }
  }
}
