package io.pilsim.formats.cases;

import io.pilsim.formats.FormatException;
import java.util.List;

/**
 * Requests of devices in the order of their list, each with the earliest time at which its device
 * offers it. Columns: {@code tick_ps,dev,sid,ssid,addr,size,rw}.
 */
public final class RequestList {
  private static final int MOST = 1 << 20;
  private static final int LARGEST_REQUEST = 4096;

  private final long[] ticksPs;
  private final int[] devices;
  private final int[] streams;
  private final int[] substreams;
  private final long[] addresses;
  private final int[] sizes;
  private final boolean[] writes;

  private RequestList(int size) {
    ticksPs = new long[size];
    devices = new int[size];
    streams = new int[size];
    substreams = new int[size];
    addresses = new long[size];
    sizes = new int[size];
    writes = new boolean[size];
  }

  public static RequestList parse(String file, byte[] content) throws FormatException {
    List<CsvRow> rows = CsvTable.parse(file, content).rows();
    RequestList list = new RequestList(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      list.set(i, rows.get(i));
    }
    return list;
  }

  private void set(int i, CsvRow row) throws FormatException {
    ticksPs[i] = row.number("tick_ps");
    devices[i] = row.number("dev", 0, MOST);
    streams[i] = row.number("sid", 0, Integer.MAX_VALUE);
    substreams[i] = row.number("ssid", 0, MOST);
    addresses[i] = row.number("addr");
    sizes[i] = row.number("size", 1, LARGEST_REQUEST);
    String direction = row.text("rw");
    if (!direction.equals("r") && !direction.equals("w")) {
      throw row.wrong("rw", "need r or w: " + direction);
    }
    writes[i] = direction.equals("w");
    if (ticksPs[i] < 0) {
      throw row.wrong("tick_ps", "must not be negative: " + ticksPs[i]);
    }
  }

  public int size() {
    return ticksPs.length;
  }

  public long tickPs(int request) {
    return ticksPs[request];
  }

  public int device(int request) {
    return devices[request];
  }

  public int stream(int request) {
    return streams[request];
  }

  public int substream(int request) {
    return substreams[request];
  }

  public long address(int request) {
    return addresses[request];
  }

  public int bytes(int request) {
    return sizes[request];
  }

  public boolean isWrite(int request) {
    return writes[request];
  }
}
