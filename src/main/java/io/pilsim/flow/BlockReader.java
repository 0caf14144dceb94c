package io.pilsim.flow;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.software.linux.dma.DmaBuffer;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.Signal;
import io.pilsim.software.routine.SoftThread;
import io.pilsim.software.routine.Throughput;
import java.util.List;

/**
 * One CPU that reads from a storage device that does one request at a time.
 *
 * <p><b>Models:</b> a block cut into requests; the next request mapped and the one before unmapped
 * while the device works; nothing of the next block begun before the last request of this one is
 * unmapped.
 *
 * <p><b>Does not model:</b> what else the block layer and the reader do, the device's commands.
 *
 * <p>Source: Linux 5.13, drivers/mmc/core/block.c and drivers/mmc/host/sdhci.c: pre_req, post_req.
 */
public final class BlockReader {
  private final SoftThread thread;
  private final List<DmaBuffer> requests;
  private final Throughput device;
  private final Simulator sim;
  private final Routine<BlockReader> block;
  private final Signal signal = new Signal();
  private final Transfer transfer = new Transfer();
  private final Done done = new Done();
  private long blocksLeft;
  private int at;
  private int error;

  /**
   * @param requests of one block
   * @param device how fast it is
   * @param map a request, if it has to be
   * @param unmap it again
   */
  public BlockReader(
      SoftThread thread,
      List<DmaBuffer> requests,
      Throughput device,
      Routine<DmaBuffer> map,
      Routine<DmaBuffer> unmap,
      Simulator sim) {
    this.thread = thread;
    this.requests = List.copyOf(requests);
    this.device = device;
    this.sim = sim;
    Routine<BlockReader> next =
        Routine.<BlockReader>named("pre_req")
            .call(map, self -> self.requests.get(self.at + 1))
            .build();
    Routine<BlockReader> one =
        Routine.<BlockReader>named("request")
            .callIf(BlockReader::hasNext, next, self -> self)
            .await("transfer", self -> self.signal)
            .act("issue", BlockReader::issueNext)
            .call(unmap, self -> self.requests.get(self.at))
            .act("next", BlockReader::advance)
            .build();
    this.block =
        Routine.<BlockReader>named("block")
            .act("begin", BlockReader::begin)
            .call(map, self -> self.requests.get(0))
            .act("issue", BlockReader::issue)
            .callWhile(self -> self.at < self.requests.size(), one, self -> self)
            .build();
  }

  /** Reads so many blocks; how long that takes. */
  public long readPs(long blocks, long limitPs) {
    long fromPs = sim.nowPs();
    blocksLeft = blocks;
    thread.start(block, this, done);
    sim.runToQuiescence(limitPs);
    return done.atPs - fromPs;
  }

  /** Whether all of it has been read. */
  public boolean isOver() {
    return blocksLeft == 0 && error == 0;
  }

  private int begin() {
    at = 0;
    return 0;
  }

  private boolean hasNext() {
    return at + 1 < requests.size();
  }

  private int issue() {
    signal.lower();
    sim.after(device.toPs(requests.get(at).bytes()), transfer);
    return 0;
  }

  private int issueNext() {
    signal.lower();
    if (hasNext()) {
      sim.after(device.toPs(requests.get(at + 1).bytes()), transfer);
    }
    return 0;
  }

  private int advance() {
    at++;
    return 0;
  }

  /** The device is through with a request. */
  private final class Transfer extends Event {
    Transfer() {
      super(Phase.COMPLETE);
    }

    @Override
    protected void fire(long nowPs) {
      signal.raise();
    }
  }

  /** A block has been read. */
  private final class Done extends Event {
    private long atPs;

    Done() {
      super(Phase.ISSUE);
    }

    @Override
    protected void fire(long nowPs) {
      atPs = nowPs;
      error = thread.result();
      blocksLeft--;
      if (error == 0 && blocksLeft > 0) {
        thread.start(block, BlockReader.this, this);
      }
    }
  }
}
