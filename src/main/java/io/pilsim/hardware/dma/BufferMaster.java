package io.pilsim.hardware.dma;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import io.pilsim.hardware.memory.DataPort;
import io.pilsim.hardware.smmu.StreamAccess;
import io.pilsim.hardware.smmu.StreamPort;
import java.util.ArrayDeque;

/**
 * A bus master that reads buffers when it is told to, over several channels at once.
 *
 * <p><b>Models:</b> one request after another at equal distances in a buffer, a bounded number
 * outstanding in each channel, each translated and then carried out; a refused one is over at once.
 *
 * <p><b>Does not model:</b> what it does with the data.
 */
public final class BufferMaster {
  private final int outstanding;
  private final int bytes;
  private final StreamPort smmu;
  private final DataPort memory;
  private final Simulator sim;
  private final Counter requests;
  private final Counter refused;
  private final Counter completed;
  private final Counter moved;
  private final Latency latency;
  private final Latency translation;

  /**
   * @param outstanding requests of one channel
   * @param bytes of a request
   */
  public BufferMaster(
      int outstanding,
      int bytes,
      StreamPort smmu,
      DataPort memory,
      Simulator sim,
      StatGroup stats) {
    this.outstanding = outstanding;
    this.bytes = bytes;
    this.smmu = smmu;
    this.memory = memory;
    this.sim = sim;
    this.requests = stats.counter("requests", "requests made");
    this.completed = stats.counter("completed", "requests whose data has been transferred");
    this.refused = stats.counter("refused", "requests that the SMMU refused");
    this.moved = stats.counter("bytes", Unit.BYTES, "bytes transferred");
    this.latency = stats.latency("latency", "a request, from its start to its end");
    this.translation = stats.latency("translation", "of that, until its address was translated");
    stats
        .laws()
        .equal(
            "requests = completed + refused",
            requests::value,
            () -> completed.value() + refused.value());
  }

  /** A channel of one stream. */
  public Channel channel(int streamId) {
    return new Channel(streamId);
  }

  /** Works on one buffer at a time. */
  public final class Channel {
    private final int streamId;
    private final ArrayDeque<Request> idle = new ArrayDeque<>();
    private Event done;
    private long next;
    private long end;
    private long step;
    private int refusedNow;

    private Channel(int streamId) {
      this.streamId = streamId;
      for (int i = 0; i < outstanding; i++) {
        idle.addLast(new Request(this));
      }
    }

    /** Reads a buffer at equal distances; fires the event when the last request is over. */
    public void read(long iova, long length, long distance, Event whenDone) {
      done = whenDone;
      next = iova;
      end = iova + length;
      step = distance;
      refusedNow = 0;
      goOn();
    }

    /** How many requests of the latest buffer were refused. */
    public int refused() {
      return refusedNow;
    }

    private void goOn() {
      while (next < end && !idle.isEmpty()) {
        Request request = idle.pollLast();
        requests.increment();
        request.begin(streamId, next);
        next += step;
      }
      if (next >= end && idle.size() == outstanding) {
        sim.after(0, done);
      }
    }
  }

  /** One request, which is the event that it waits for. */
  private final class Request extends StreamAccess {
    private final Channel channel;
    private boolean translated;
    private long beganPs;

    Request(Channel channel) {
      super(Phase.COMPLETE);
      this.channel = channel;
    }

    void begin(int streamId, long iova) {
      translated = false;
      beganPs = sim.nowPs();
      aim(streamId, iova, bytes, false);
      smmu.translate(this);
    }

    @Override
    protected void fire(long nowPs) {
      if (!translated && !isRefused()) {
        translated = true;
        translation.record(nowPs - beganPs);
        memory.transfer(pa(), bytes(), isWrite(), this);
        return;
      }
      if (translated) {
        completed.increment();
        moved.add(bytes());
        latency.record(nowPs - beganPs);
      } else {
        refused.increment();
        channel.refusedNow++;
      }
      complete();
      channel.idle.addLast(this);
      channel.goOn();
    }
  }
}
