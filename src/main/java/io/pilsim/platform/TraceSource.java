package io.pilsim.platform;

import io.pilsim.formats.requests.RequestList;
import io.pilsim.hardware.dma.RequestSource;
import java.util.OptionalInt;

/** The requests of a list, all of them or one device's, each due at its tick. */
final class TraceSource implements RequestSource {
  private final RequestList list;
  private final int device;
  private final boolean everyone;
  private final long most;
  private long made;
  private int next = -1;

  /**
   * Before the first.
   *
   * @param most how many requests at most
   */
  TraceSource(RequestList list, OptionalInt device, long most) {
    this.list = list;
    this.everyone = device.isEmpty();
    this.device = device.orElse(0);
    this.most = most;
  }

  @Override
  public boolean next() {
    if (made == most) {
      return false;
    }
    do {
      next++;
    } while (next < list.size() && !everyone && list.device(next) != device);
    made++;
    return next < list.size();
  }

  @Override
  public long duePs() {
    return list.tickPs(next);
  }

  @Override
  public int streamId(int own) {
    return list.streamId(next);
  }

  @Override
  public long iova() {
    return list.address(next);
  }

  @Override
  public int bytes() {
    return list.bytes(next);
  }

  @Override
  public boolean isWrite() {
    return list.isWrite(next);
  }

  /** Which request of the list it is at. */
  int index() {
    return next;
  }
}
