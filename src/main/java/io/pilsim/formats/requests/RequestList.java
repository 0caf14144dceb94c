package io.pilsim.formats.requests;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.Gzip;
import io.pilsim.formats.Utf8;
import java.util.Arrays;

/**
 * Memory requests of devices, in the order of the file: CSV, packed or not, with the header {@code
 * tick_ps,dev,sid,ssid,addr,size,rw}; numbers are decimal or begin with 0x, {@code rw} is {@code r}
 * or {@code w}. Source of the format: reference/gem5/README.md.
 */
public final class RequestList {
  static final String HEADER = "tick_ps,dev,sid,ssid,addr,size,rw";
  private static final int MOST_MISTAKES = 100;

  private int size;
  private long[] tickPs = new long[64];
  private int[] device = new int[64];
  private int[] stream = new int[64];
  private int[] substream = new int[64];
  private long[] address = new long[64];
  private int[] bytes = new int[64];
  private boolean[] write = new boolean[64];

  private RequestList() {}

  /** Throws the first mistake, with those of further lines suppressed in it. */
  public static RequestList parse(String file, byte[] csv) throws FormatException {
    RequestList list = new RequestList();
    RequestReader reader = new RequestReader(file, Utf8.decode(file, Gzip.unpack(file, csv)));
    reader.header();
    FormatException first = null;
    for (boolean more = true; more; ) {
      try {
        more = reader.nextLine();
        if (more) {
          list.add(reader);
        }
      } catch (FormatException e) {
        reader.leaveLine();
        if (first == null) {
          first = e;
        } else if (first.getSuppressed().length < MOST_MISTAKES - 1) {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
    return list;
  }

  private void add(RequestReader reader) throws FormatException {
    if (size == tickPs.length) {
      grow(2 * size);
    }
    tickPs[size] = reader.number("tick_ps", Long.MAX_VALUE);
    device[size] = (int) reader.number("dev", Integer.MAX_VALUE);
    stream[size] = (int) reader.number("sid", Integer.MAX_VALUE);
    substream[size] = (int) reader.number("ssid", Integer.MAX_VALUE);
    address[size] = reader.number("addr", Long.MAX_VALUE);
    bytes[size] = (int) reader.positive("size", Integer.MAX_VALUE);
    write[size] = reader.isWrite();
    size++;
  }

  private void grow(int capacity) {
    tickPs = Arrays.copyOf(tickPs, capacity);
    device = Arrays.copyOf(device, capacity);
    stream = Arrays.copyOf(stream, capacity);
    substream = Arrays.copyOf(substream, capacity);
    address = Arrays.copyOf(address, capacity);
    bytes = Arrays.copyOf(bytes, capacity);
    write = Arrays.copyOf(write, capacity);
  }

  public int size() {
    return size;
  }

  /** When it is offered at the earliest. */
  public long tickPs(int request) {
    return tickPs[request];
  }

  public int device(int request) {
    return device[request];
  }

  public int streamId(int request) {
    return stream[request];
  }

  public int substreamId(int request) {
    return substream[request];
  }

  public long address(int request) {
    return address[request];
  }

  public int bytes(int request) {
    return bytes[request];
  }

  public boolean isWrite(int request) {
    return write[request];
  }
}
