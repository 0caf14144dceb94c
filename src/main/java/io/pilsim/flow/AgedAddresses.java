package io.pilsim.flow;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.RandomStream;
import io.pilsim.engine.Simulator;
import io.pilsim.software.linux.iova.IovaAllocator;
import io.pilsim.software.linux.iova.IovaRequest;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.SoftThread;

/**
 * The I/O addresses that the receive rings of a device hold after a time of traffic.
 *
 * <p><b>Models:</b> all channels of the device filled by a CPU each; then their interrupts moved
 * among the CPUs, again and again, while each channel gives back the pages of its oldest
 * descriptor, takes as many anew once enough descriptors are missing, and has an acknowledgement
 * under way meanwhile. What one channel gives back another takes from the same magazines, and
 * addresses that were side by side come apart.
 *
 * <p><b>Does not model:</b> time, and mapping: only what the allocator's caches see.
 *
 * <p>Source: F&S (SOSP'24) 2.2, calls of different cores, and of one core for both directions;
 * Linux 6.0, drivers/net/ethernet/mellanox/mlx5/core/en_rx.c.
 */
public final class AgedAddresses {
  /**
   * What the rings are like.
   *
   * @param channels as many as CPUs
   * @param descriptors of a channel
   * @param pages of a descriptor
   * @param refill descriptors that are missing before any is filled
   */
  public record Rings(int channels, int descriptors, int pages, int refill) {}

  private final SoftThread thread;
  private final IovaAllocator iovas;
  private final long limitPfn;
  private final Rings rings;
  private final RandomStream order;
  private final Simulator sim;
  private final RingAddresses[] channels;
  private final Routine<AgedAddresses> age;
  private final IovaRequest request = new IovaRequest();
  private final Ended ended = new Ended();
  private RingAddresses channel;
  private int settled;
  private int written;
  private int wanted;
  private long polls;

  public AgedAddresses(
      SoftThread thread,
      IovaAllocator iovas,
      long limitPfn,
      Rings rings,
      RandomStream order,
      Simulator sim) {
    this.thread = thread;
    this.iovas = iovas;
    this.limitPfn = limitPfn;
    this.rings = rings;
    this.order = order;
    this.sim = sim;
    this.channels = new RingAddresses[rings.channels()];
    for (int i = 0; i < channels.length; i++) {
      channels[i] = new RingAddresses(i, rings.descriptors() * rings.pages());
    }
    this.age = ageRoutine();
  }

  private Routine<AgedAddresses> ageRoutine() {
    Routine<AgedAddresses> take =
        Routine.<AgedAddresses>named("take")
            .call(iovas.allocate(), AgedAddresses::ask)
            .act("keep", AgedAddresses::keep)
            .build();
    Routine<AgedAddresses> settle =
        Routine.<AgedAddresses>named("settle")
            .act("next", AgedAddresses::next)
            .callIf(self -> self.channel.hasPacket(), iovas.free(), AgedAddresses::packet)
            .callWhile(self -> self.channel.missing() > 0, take, self -> self)
            .build();
    Routine<AgedAddresses> poll =
        Routine.<AgedAddresses>named("poll")
            .act("choose", AgedAddresses::choose)
            .callIf(self -> self.channel.hasPacket(), iovas.free(), AgedAddresses::packet)
            .callWhile(self -> self.written > 0, iovas.free(), AgedAddresses::oldest)
            .act("look", AgedAddresses::look)
            .callWhile(self -> self.wanted > 0, take, self -> self)
            .call(iovas.allocate(), AgedAddresses::ask)
            .act("send", AgedAddresses::send)
            .build();
    return Routine.<AgedAddresses>named("age")
        .callWhile(self -> self.settled < self.channels.length, settle, self -> self)
        .callWhile(self -> self.polls > 0, poll, self -> self)
        .act("end", AgedAddresses::end)
        .callWhile(self -> self.settled < self.channels.length, settle, self -> self)
        .build();
  }

  /**
   * Fills all channels, and has so many moves of their interrupts pass, each after as many polls as
   * there are channels.
   */
  public void pass(long moves) {
    polls = moves * channels.length;
    thread.start(age, this, ended);
    sim.runToQuiescence(Long.MAX_VALUE);
    if (ended.error != 0) {
      throw new IllegalStateException("no more I/O addresses: " + ended.error);
    }
  }

  /** Gives a range to whoever takes the next: an allocation of the CPU gets what this gave back. */
  public Routine<IovaRequest> giveBack() {
    return iovas.free();
  }

  /** The oldest address of a channel, to be given back by its CPU. */
  public IovaRequest oldestOf(int index) {
    request.give(index, channels[index].takeOldest(), 1);
    return request;
  }

  private int next() {
    channel = channels[settled++];
    return 0;
  }

  private int choose() {
    if (polls % channels.length == 0) {
      for (RingAddresses each : channels) {
        each.moveTo(order.nextInt(channels.length));
      }
    }
    polls--;
    channel = channels[order.nextInt(channels.length)];
    written = rings.pages();
    return 0;
  }

  private IovaRequest packet() {
    request.give(channel.cpu(), channel.takePacket(), 1);
    return request;
  }

  private IovaRequest oldest() {
    written--;
    request.give(channel.cpu(), channel.takeOldest(), 1);
    return request;
  }

  private int look() {
    boolean few = channel.missing() >= rings.refill() * rings.pages();
    wanted = few ? channel.missing() : 0;
    return 0;
  }

  private IovaRequest ask() {
    request.ask(channel.cpu(), 1, limitPfn);
    return request;
  }

  private int keep() {
    wanted--;
    channel.add(request.pfn());
    return 0;
  }

  private int send() {
    channel.addPacket(request.pfn());
    return 0;
  }

  private int end() {
    for (int i = 0; i < channels.length; i++) {
      channels[i].moveTo(i);
    }
    settled = 0;
    return 0;
  }

  /** The allocator has been left as it is. */
  private final class Ended extends Event {
    private int error;

    Ended() {
      super(Phase.ISSUE);
    }

    @Override
    protected void fire(long nowPs) {
      error = thread.result();
    }
  }
}
