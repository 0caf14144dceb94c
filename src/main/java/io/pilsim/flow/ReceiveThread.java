package io.pilsim.flow;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.hardware.dma.PacketReceiver;
import io.pilsim.hardware.dma.ReceiveRing;
import io.pilsim.software.linux.dma.DmaBuffer;
import io.pilsim.software.linux.dma.DmaDomain;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.SoftThread;
import java.util.List;

/**
 * The CPU of one receive ring.
 *
 * <p><b>Models:</b> the pages of a descriptor unmapped one by one when all are written, as many
 * mapped anew; an acknowledgement for each burst of a flow mapped, sent, and unmapped when the
 * device is through with it.
 *
 * <p><b>Does not model:</b> the protocol, copies to its user, interrupts held back.
 *
 * <p>Source: Linux 6.0, drivers/net/ethernet/mellanox/mlx5/core/en_rx.c, the multi-packet queue.
 */
public final class ReceiveThread implements ReceiveRing.Owner {
  private final SoftThread thread;
  private final PacketReceiver device;
  private final List<List<DmaBuffer>> descriptors;
  private final List<DmaBuffer> packets;
  private final List<DmaBuffer> rings;
  private final Routine<ReceiveThread> begin;
  private final Routine<ReceiveThread> refill;
  private final Routine<ReceiveThread> sendOne;
  private final Routine<ReceiveThread> reclaim;
  private final Done done = new Done();
  private ReceiveRing ring;
  private int oldest; // descriptor
  private int writtenOfOldest;
  private int writtenDescriptors;
  private int burstsToAcknowledge;
  private int packetsSent;
  private int nextPacket;
  private int oldestPacket;
  private int at;
  private boolean open;
  private int error;

  /**
   * @param descriptors each of as many pages
   * @param packets acknowledgements, more than are ever under way
   * @param rings memory of the ring itself, mapped for as long as it lives
   */
  public ReceiveThread(
      SoftThread thread,
      PacketReceiver device,
      DmaDomain domain,
      List<List<DmaBuffer>> descriptors,
      List<DmaBuffer> packets,
      List<DmaBuffer> rings) {
    this.thread = thread;
    this.device = device;
    this.descriptors = descriptors;
    this.packets = packets;
    this.rings = rings;
    Routine<ReceiveThread> mapRing =
        Routine.<ReceiveThread>named("ring")
            .call(domain.map(), self -> self.rings.get(self.at))
            .act("next", self -> self.next())
            .build();
    Routine<ReceiveThread> mapPage =
        Routine.<ReceiveThread>named("map_page")
            .call(domain.map(), self -> self.page())
            .act("next", self -> self.next())
            .build();
    Routine<ReceiveThread> unmapPage =
        Routine.<ReceiveThread>named("unmap_page")
            .call(domain.unmap(), self -> self.page())
            .act("next", self -> self.next())
            .build();
    this.begin =
        Routine.<ReceiveThread>named("open")
            .act("first", self -> self.first())
            .callWhile(self -> self.at < self.rings.size(), mapRing, self -> self)
            .build();
    this.refill =
        Routine.<ReceiveThread>named("refill")
            .act("first", self -> self.first())
            .callWhile(self -> self.hasMore() && self.open, unmapPage, self -> self)
            .act("again", self -> self.first())
            .callWhile(self -> self.hasMore(), mapPage, self -> self)
            .act("post", self -> self.post())
            .build();
    this.sendOne =
        Routine.<ReceiveThread>named("acknowledge")
            .call(domain.map(), self -> self.packets.get(self.nextPacket))
            .act("send", self -> self.send())
            .build();
    this.reclaim =
        Routine.<ReceiveThread>named("reclaim")
            .call(domain.unmap(), self -> self.packets.get(self.oldestPacket))
            .act("reclaimed", self -> self.reclaimed())
            .build();
  }

  /** Maps the memory of the ring. */
  public void open() {
    thread.start(begin, this, done);
  }

  /** The ring that was opened. */
  public void start(ReceiveRing opened) {
    ring = opened;
    writtenDescriptors = descriptors.size();
    goOn();
  }

  public int error() {
    return error;
  }

  @Override
  public void received() {
    writtenOfOldest++;
    if (writtenOfOldest == descriptors.get(0).size()) {
      writtenOfOldest = 0;
      writtenDescriptors++;
      goOn();
    }
  }

  @Override
  public void burstEnded() {
    burstsToAcknowledge++;
    goOn();
  }

  @Override
  public void sent() {
    packetsSent++;
    goOn();
  }

  private void goOn() {
    if (!thread.isIdle() || error != 0) {
      return;
    }
    if (packetsSent > 0) {
      thread.start(reclaim, this, done);
    } else if (burstsToAcknowledge > 0) {
      thread.start(sendOne, this, done);
    } else if (writtenDescriptors > 0) {
      thread.start(refill, this, done);
    }
  }

  private DmaBuffer page() {
    return descriptors.get(oldest).get(at);
  }

  private boolean hasMore() {
    return at < descriptors.get(oldest).size();
  }

  private int first() {
    at = 0;
    return 0;
  }

  private int next() {
    at++;
    return 0;
  }

  private int post() {
    for (DmaBuffer each : descriptors.get(oldest)) {
      device.post(ring, each.iova());
    }
    oldest = (oldest + 1) % descriptors.size();
    open |= oldest == 0;
    writtenDescriptors--;
    return 0;
  }

  private int send() {
    device.send(ring, packets.get(nextPacket).iova());
    nextPacket = (nextPacket + 1) % packets.size();
    burstsToAcknowledge--;
    return 0;
  }

  private int reclaimed() {
    oldestPacket = (oldestPacket + 1) % packets.size();
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
