package io.pilsim.flow;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.hardware.dma.PacketReceiver;
import io.pilsim.hardware.dma.ReceiveRing;
import io.pilsim.software.linux.dma.DmaBuffer;
import io.pilsim.software.linux.dma.DmaDomain;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.SoftThread;

/**
 * The CPU of one receive ring.
 *
 * <p><b>Models:</b> polls, one as soon as packets have been sent or so many pages written: what was
 * sent is unmapped, then the pages of each descriptor that is written, one by one; once enough
 * descriptors are missing, they are mapped anew; each flow that has had pages since the last poll
 * gets one acknowledgement, mapped and sent.
 *
 * <p><b>Does not model:</b> the protocol, copies to its user, interrupts held back.
 *
 * <p>Source: Linux 6.0, drivers/net/ethernet/mellanox/mlx5/core/en_txrx.c and en_rx.c, the
 * multi-packet queue; net/core/gro.c.
 */
public final class ReceiveThread implements ReceiveRing.Owner {
  /**
   * How it works.
   *
   * @param pages of a poll
   * @param refill descriptors that are missing before any is mapped
   */
  public record Polling(int pages, int refill) {}

  private final SoftThread thread;
  private final PacketReceiver device;
  private final RingBuffers buffers;
  private final Polling polling;
  private final Routine<ReceiveThread> begin;
  private final Routine<ReceiveThread> fill;
  private final Routine<ReceiveThread> poll;
  private final Done done = new Done();
  private final int[] seenInPoll; // by flow
  private int polls;
  private int pagesOfPoll;
  private int flowsOfPoll;
  private ReceiveRing ring;
  private int oldest; // descriptor not unmapped
  private int missing; // descriptors
  private int writtenOfOldest;
  private int writtenDescriptors;
  private int toFill;
  private int toAcknowledge;
  private int packetsSent;
  private int nextPacket;
  private int oldestPacket;
  private int at;
  private int error;

  /**
   * @param past what gave the ring its addresses
   * @param index of its channel there
   */
  public ReceiveThread(
      SoftThread thread,
      PacketReceiver device,
      DmaDomain domain,
      RingBuffers buffers,
      Polling polling,
      int flows,
      AgedAddresses past,
      int index) {
    this.thread = thread;
    this.device = device;
    this.buffers = buffers;
    this.polling = polling;
    this.seenInPoll = new int[flows];
    Routine<ReceiveThread> mapRing =
        Routine.<ReceiveThread>named("ring")
            .call(domain.map(), self -> self.buffers.rings().get(self.at))
            .act("next", ReceiveThread::next)
            .build();
    Routine<ReceiveThread> mapFirst =
        Routine.<ReceiveThread>named("first_page")
            .call(past.giveBack(), self -> past.oldestOf(index))
            .call(domain.map(), self -> self.page(self.missingOne()))
            .act("next", ReceiveThread::next)
            .build();
    this.begin =
        Routine.<ReceiveThread>named("open")
            .act("first", ReceiveThread::first)
            .callWhile(self -> self.at < self.buffers.rings().size(), mapRing, self -> self)
            .build();
    Routine<ReceiveThread> fillFirst = descriptor("first_descriptor", mapFirst);
    this.fill =
        Routine.<ReceiveThread>named("fill")
            .callWhile(self -> self.missing > 0, fillFirst, self -> self)
            .build();
    this.poll = pollRoutine(domain);
    this.missing = buffers.descriptors().size();
  }

  private static Routine<ReceiveThread> descriptor(String name, Routine<ReceiveThread> page) {
    return Routine.<ReceiveThread>named(name)
        .act("first", ReceiveThread::first)
        .callWhile(ReceiveThread::hasMore, page, self -> self)
        .act("filled", ReceiveThread::filled)
        .build();
  }

  private static Routine<ReceiveThread> pollRoutine(DmaDomain domain) {
    Routine<ReceiveThread> unmapPage =
        Routine.<ReceiveThread>named("unmap_page")
            .call(domain.unmap(), self -> self.page(self.oldest))
            .act("next", ReceiveThread::next)
            .build();
    Routine<ReceiveThread> mapPage =
        Routine.<ReceiveThread>named("map_page")
            .call(domain.map(), self -> self.page(self.missingOne()))
            .act("next", ReceiveThread::next)
            .build();
    Routine<ReceiveThread> release =
        Routine.<ReceiveThread>named("release")
            .act("first", ReceiveThread::first)
            .callWhile(ReceiveThread::hasMore, unmapPage, self -> self)
            .act("released", ReceiveThread::released)
            .build();
    Routine<ReceiveThread> sendOne =
        Routine.<ReceiveThread>named("acknowledge")
            .call(domain.map(), self -> self.buffers.packets().get(self.nextPacket))
            .act("send", ReceiveThread::send)
            .build();
    Routine<ReceiveThread> reclaim =
        Routine.<ReceiveThread>named("reclaim")
            .call(domain.unmap(), self -> self.buffers.packets().get(self.oldestPacket))
            .act("reclaimed", ReceiveThread::reclaimed)
            .build();
    return Routine.<ReceiveThread>named("poll")
        .callWhile(self -> self.packetsSent > 0, reclaim, self -> self)
        .callWhile(self -> self.writtenDescriptors > 0, release, self -> self)
        .act("look", ReceiveThread::look)
        .callWhile(self -> self.toFill > 0, descriptor("refill", mapPage), self -> self)
        .callWhile(self -> self.toAcknowledge > 0, sendOne, self -> self)
        .build();
  }

  /** Maps the memory of the ring. */
  public void open() {
    thread.start(begin, this, done);
  }

  /** Maps all descriptors, at the addresses that the past gives back. */
  public void fill() {
    thread.start(fill, this, done);
  }

  /** The ring that was opened. */
  public void start(ReceiveRing opened) {
    ring = opened;
    for (int i = 0; i < buffers.descriptors().size(); i++) {
      post(i);
    }
  }

  public int error() {
    return error;
  }

  @Override
  public void received(int flow) {
    if (seenInPoll[flow] <= polls) {
      seenInPoll[flow] = polls + 1;
      flowsOfPoll++;
    }
    writtenOfOldest++;
    if (writtenOfOldest == buffers.descriptorPages()) {
      writtenOfOldest = 0;
      writtenDescriptors++;
    }
    pagesOfPoll++;
    if (pagesOfPoll == polling.pages()) {
      toAcknowledge += flowsOfPoll;
      pagesOfPoll = 0;
      flowsOfPoll = 0;
      polls++;
      goOn();
    }
  }

  @Override
  public void sent() {
    packetsSent++;
    goOn();
  }

  private void goOn() {
    boolean due = packetsSent > 0 || toAcknowledge > 0;
    if (due && thread.isIdle() && error == 0) {
      thread.start(poll, this, done);
    }
  }

  private DmaBuffer page(int descriptor) {
    return buffers.descriptors().get(descriptor).get(at);
  }

  private boolean hasMore() {
    return at < buffers.descriptorPages();
  }

  private int first() {
    at = 0;
    return 0;
  }

  private int next() {
    at++;
    return 0;
  }

  /** The one of the descriptors without pages that is mapped first. */
  private int missingOne() {
    int all = buffers.descriptors().size();
    return (oldest + all - missing) % all;
  }

  private int released() {
    oldest = (oldest + 1) % buffers.descriptors().size();
    missing++;
    writtenDescriptors--;
    return 0;
  }

  private int look() {
    toFill = missing < polling.refill() ? 0 : missing;
    return 0;
  }

  private int filled() {
    if (ring != null) {
      post(missingOne());
    }
    missing--;
    toFill--;
    return 0;
  }

  private void post(int descriptor) {
    for (DmaBuffer each : buffers.descriptors().get(descriptor)) {
      device.post(ring, each.iova());
    }
  }

  private int send() {
    device.send(ring, buffers.packets().get(nextPacket).iova());
    nextPacket = (nextPacket + 1) % buffers.packets().size();
    toAcknowledge--;
    return 0;
  }

  private int reclaimed() {
    oldestPacket = (oldestPacket + 1) % buffers.packets().size();
    packetsSent--;
    return 0;
  }

  /** A routine is over. */
  private final class Done extends Event {
    Done() {
      super(Phase.ISSUE);
    }

    @Override
    protected void fire(long nowPs) {
      error = thread.result();
      goOn();
    }
  }
}
