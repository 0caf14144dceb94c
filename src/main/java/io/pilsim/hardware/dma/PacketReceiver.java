package io.pilsim.hardware.dma;

import io.pilsim.engine.Phase;
import io.pilsim.engine.RandomStream;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.memory.DataPort;
import io.pilsim.hardware.smmu.StreamAccess;
import io.pilsim.hardware.smmu.StreamPort;
import java.util.List;

/**
 * A network device that receives one page after another, for flows that always have more, and sends
 * small packets in between.
 *
 * <p><b>Models:</b> a burst of pages of one flow, then of another; for each page its descriptor
 * fetched, the page and a completion written; for each packet to send its descriptor, its data and
 * a completion; every one of these translated, in order, one at a time; a flow whose ring has no
 * page left waits.
 *
 * <p><b>Does not model:</b> a link slower than memory, the transfer time of anything but pages,
 * packets lost.
 */
public final class PacketReceiver {
  private static final int PAGE = 4096;

  private final int streamId;
  private final List<ReceiveRing> rings;
  private final int flows;
  private final int burst;
  private final int entryBytes;
  private final RandomStream order;
  private final StreamPort smmu;
  private final DataPort memory;
  private final Simulator sim;
  private final Access access = new Access();
  private final Counter pages;
  private final Counter packets;
  private final Counter refused;
  private final Counter waits;
  private final Latency pageTime;
  private int flow = -1;
  private final int[] left;
  private int sendTurn;
  private ReceiveRing ring;
  private Step step = Step.IDLE;
  private long pageFromPs;
  private long limit;

  private enum Step {
    IDLE,
    DESCRIPTOR,
    PAGE,
    COMPLETION,
    SEND_DESCRIPTOR,
    SEND_DATA,
    SEND_COMPLETION
  }

  /**
   * @param rings flow by flow in turn
   * @param burst pages of one flow that come together
   * @param entryBytes that it reads for a descriptor, writes for a completion, and sends
   * @param order of the flows
   */
  public PacketReceiver(
      int streamId,
      List<ReceiveRing> rings,
      int flows,
      int burst,
      int entryBytes,
      RandomStream order,
      StreamPort smmu,
      DataPort memory,
      Simulator sim,
      StatGroup stats) {
    this.streamId = streamId;
    this.rings = rings;
    this.flows = flows;
    this.burst = burst;
    this.entryBytes = entryBytes;
    this.order = order;
    this.smmu = smmu;
    this.memory = memory;
    this.sim = sim;
    this.left = new int[flows];
    this.pages = stats.counter("pages", "pages received");
    this.packets = stats.counter("packets", "packets sent");
    this.refused = stats.counter("refused", "accesses that the SMMU refused");
    this.waits = stats.counter("waits", "times no flow had a page to go to");
    stats.laws().equal("refused = 0", refused::value, () -> 0);
    this.pageTime = stats.latency("page_time", "from the end of one page to that of the next");
  }

  /** Goes on until so many pages have been received. */
  public void receive(long until) {
    limit = until;
    pageFromPs = sim.nowPs();
    if (step == Step.IDLE) {
      choose();
    }
  }

  /** The next page of a ring; as many as a descriptor has are posted one after another. */
  public void post(ReceiveRing to, long iova) {
    to.addPage(iova);
    if (step == Step.IDLE) {
      choose();
    }
  }

  /** A packet to send. */
  public void send(ReceiveRing from, long iova) {
    from.addPacket(iova);
    if (step == Step.IDLE) {
      choose();
    }
  }

  private void choose() {
    for (int i = 0; i < rings.size(); i++) {
      sendTurn = (sendTurn + 1) % rings.size();
      if (rings.get(sendTurn).hasPacket()) {
        ring = rings.get(sendTurn);
        go(Step.SEND_DESCRIPTOR, ring.sendDescriptors.advance(), entryBytes, false);
        return;
      }
    }
    if (pages.value() >= limit || !pickFlow()) {
      if (pages.value() < limit) {
        waits.increment();
      }
      step = Step.IDLE;
      return;
    }
    ring = rings.get(flow % rings.size());
    if (ring.isAtDescriptor()) {
      go(Step.DESCRIPTOR, ring.receiveDescriptors.advance(), entryBytes, false);
    } else {
      go(Step.PAGE, ring.takePage(), PAGE, true);
    }
  }

  private boolean pickFlow() {
    if (flow >= 0 && left[flow] > 0 && rings.get(flow % rings.size()).hasPage()) {
      return true;
    }
    int first = (int) order.nextLong(flows);
    for (int i = 0; i < flows; i++) {
      int candidate = (first + i) % flows;
      if (rings.get(candidate % rings.size()).hasPage()) {
        flow = candidate;
        left[flow] = left[flow] == 0 ? burst : left[flow];
        return true;
      }
    }
    return false;
  }

  private void go(Step next, long iova, int bytes, boolean write) {
    step = next;
    access.translated = false;
    access.aim(streamId, iova, bytes, write);
    smmu.translate(access);
  }

  private void advance(long nowPs) {
    switch (step) {
      case DESCRIPTOR -> go(Step.PAGE, ring.takePage(), PAGE, true);
      case PAGE -> go(Step.COMPLETION, ring.receiveCompletions.advance(), entryBytes, true);
      case COMPLETION -> {
        received(nowPs);
        choose();
      }
      case SEND_DESCRIPTOR -> go(Step.SEND_DATA, ring.takePacket(), entryBytes, false);
      case SEND_DATA -> go(Step.SEND_COMPLETION, ring.sendCompletions.advance(), entryBytes, true);
      case SEND_COMPLETION -> {
        packets.increment();
        ring.owner.sent();
        choose();
      }
      case IDLE -> throw new IllegalStateException("answered without a question");
    }
  }

  private void received(long nowPs) {
    pages.increment();
    pageTime.record(nowPs - pageFromPs);
    pageFromPs = nowPs;
    left[flow]--;
    ring.owner.received(flow);
  }

  /** The one access under way. */
  private final class Access extends StreamAccess {
    private boolean translated;

    Access() {
      super(Phase.COMPLETE);
    }

    @Override
    protected void fire(long nowPs) {
      if (!translated && isRefused()) {
        refused.increment();
      } else if (!translated && step == Step.PAGE) {
        translated = true;
        memory.transfer(pa(), bytes(), isWrite(), this);
        return;
      }
      complete();
      advance(nowPs);
    }
  }
}
