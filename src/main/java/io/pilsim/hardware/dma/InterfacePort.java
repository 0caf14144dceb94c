package io.pilsim.hardware.dma;

import io.pilsim.engine.Event;
import io.pilsim.engine.Simulator;
import io.pilsim.hardware.memory.DataPort;
import io.pilsim.hardware.smmu.StreamAccess;
import io.pilsim.hardware.smmu.StreamPort;
import io.pilsim.hardware.smmu.v3.DeviceInterface;
import io.pilsim.hardware.smmu.v3.Fault;
import io.pilsim.hardware.smmu.v3.Transaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * A device interface of an SMMUv3, as bus masters see any SMMU: first the translation, then the
 * data. The interface itself carries the data to memory, so this stands on both sides of it: what
 * it sends is a translation for the master, and the master's data goes on from there.
 *
 * <p><b>Models:</b> nothing of its own: the interface says when an access is translated, and when
 * its data is back; a refused one ends when the interface says so.
 */
public final class InterfacePort implements StreamPort, DataPort {
  private final DeviceInterface device;
  private final DataPort memory;
  private final int substreamId;
  private final int orderId;
  private final Simulator sim;
  private final List<Crossing> crossings = new ArrayList<>();
  private final ArrayDeque<Crossing> idle = new ArrayDeque<>();

  /**
   * For one master.
   *
   * @param substreamId of all its accesses, 0 for none
   * @param orderId whose accesses of one direction the interface keeps in order
   */
  public InterfacePort(
      DeviceInterface device, DataPort memory, int substreamId, int orderId, Simulator sim) {
    this.device = device;
    this.memory = memory;
    this.substreamId = substreamId;
    this.orderId = orderId;
    this.sim = sim;
  }

  /**
   * What SMMUs of this sort have for memory: sends translations back to the masters, and lets
   * through what the SMMU writes itself.
   */
  public static DataPort outside(DataPort memory, Simulator sim) {
    return (address, bytes, write, done) -> {
      if (done instanceof Crossing crossing) {
        crossing.translated(address, sim);
      } else {
        memory.transfer(address, bytes, write, done);
      }
    };
  }

  @Override
  public void translate(StreamAccess access) {
    access.taken(this, sim.nowPs());
    if (idle.isEmpty()) {
      Crossing made = new Crossing(crossings.size());
      crossings.add(made);
      idle.addLast(made);
    }
    idle.pollLast().enter(access);
  }

  /** The data of a translated access. */
  @Override
  public void transfer(long address, int bytes, boolean write, Event done) {
    Crossing crossing = crossings.get(((StreamAccess) done).ticket());
    crossing.stage = Stage.TRANSFER;
    memory.transfer(address, bytes, write, crossing);
  }

  @Override
  public void release(StreamAccess access) {
    Crossing crossing = crossings.get(access.ticket());
    if (crossing.stage == Stage.TRANSLATED) { // the master goes no further with it
      crossing.stage = Stage.ABANDONED;
      sim.after(0, crossing);
    }
  }

  private enum Stage {
    ASKED,
    TRANSLATED,
    TRANSFER,
    ABANDONED
  }

  /** One access at the interface. */
  private final class Crossing extends Transaction {
    private final int number;
    private StreamAccess access;
    private Stage stage;

    Crossing(int number) {
      this.number = number;
    }

    void enter(StreamAccess asked) {
      access = asked;
      stage = Stage.ASKED;
      asked.setTicket(number);
      begin(asked.streamId(), substreamId, asked.iova(), asked.bytes(), asked.isWrite(), orderId);
      device.offer(this);
    }

    void translated(long pa, Simulator sim) {
      stage = Stage.TRANSLATED;
      access.translated(pa);
      sim.after(0, access);
    }

    @Override
    protected void accepted(long nowPs) {}

    @Override
    protected void responded(long nowPs) {
      idle.addLast(this);
      if (stage == Stage.ASKED) {
        if (fault() == Fault.NONE) {
          throw new IllegalStateException("answered without data");
        }
        access.refuse();
      }
      if (stage != Stage.ABANDONED) {
        sim.after(0, access);
      }
    }
  }
}
