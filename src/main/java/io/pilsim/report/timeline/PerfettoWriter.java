package io.pilsim.report.timeline;

import io.pilsim.engine.stats.Unit;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Perfetto's own format: a packet for each event, names of slices by number once they have been
 * told. Times are whole nanoseconds, rounded down, so that slices still nest.
 *
 * <p>Source: Perfetto's protos/perfetto/trace: trace_packet.proto, interned_data.proto,
 * track_event/track_event.proto, track_descriptor.proto and counter_descriptor.proto.
 */
final class PerfettoWriter implements TimelineWriter {
  private static final long PS_PER_NS = 1_000;
  private static final int SEQUENCE = 1;
  private static final int CLEARED = 1;
  private static final int NEEDED = 2;

  private static final int TRACE_PACKET = 1;

  /** Field numbers of TracePacket. */
  private static final int TIMESTAMP = 8;

  private static final int SEQUENCE_ID = 10;
  private static final int TRACK_EVENT = 11;
  private static final int INTERNED_DATA = 12;
  private static final int SEQUENCE_FLAGS = 13;
  private static final int TRACK_DESCRIPTOR = 60;

  /** Field numbers of TrackDescriptor, and of what stands in it. */
  private static final int UUID = 1;

  private static final int TRACK_NAME = 2;
  private static final int PROCESS = 3;
  private static final int PARENT = 5;
  private static final int COUNTER = 8;
  private static final int PROCESS_PID = 1;
  private static final int PROCESS_NAME = 6;
  private static final int COUNTER_UNIT = 3;
  private static final int UNIT_COUNT = 2;
  private static final int UNIT_SIZE_BYTES = 3;

  /** Field numbers of TrackEvent, and its types. */
  private static final int TYPE = 9;

  private static final int NAME_IID = 10;
  private static final int TRACK_UUID = 11;
  private static final int NAME = 23;
  private static final int COUNTER_VALUE = 30;
  private static final int FLOW_IDS = 47;
  private static final int SLICE_BEGIN = 1;
  private static final int SLICE_END = 2;
  private static final int INSTANT = 3;
  private static final int COUNTER_EVENT = 4;

  /** Field numbers of InternedData and EventName. */
  private static final int EVENT_NAMES = 2;

  private static final int EVENT_NAME_IID = 1;
  private static final int EVENT_NAME = 2;

  private final OutputStream out;
  private final Map<String, Integer> names = new HashMap<>();
  private final Map<String, Long> groups = new HashMap<>();
  private final ProtoMessage trace = new ProtoMessage();
  private final ProtoMessage packet = new ProtoMessage();
  private final ProtoMessage body = new ProtoMessage();
  private final ProtoMessage part = new ProtoMessage();
  private final ProtoMessage smallPart = new ProtoMessage();
  private boolean isFirst = true;

  PerfettoWriter(OutputStream out) {
    this.out = out;
  }

  @Override
  public void process(int number, String name) {
    part.clear().number(PROCESS_PID, number).text(PROCESS_NAME, name);
    body.clear().number(UUID, processUuid(number)).message(PROCESS, part);
    packet.clear().message(TRACK_DESCRIPTOR, body);
    write();
  }

  @Override
  public void track(Track track) {
    long group = group(track);
    body.clear().number(UUID, uuid(track)).number(PARENT, group);
    body.text(TRACK_NAME, track.name());
    if (track.unit().isPresent()) {
      boolean bytes = track.unit().get() == Unit.BYTES;
      part.clear().number(COUNTER_UNIT, bytes ? UNIT_SIZE_BYTES : UNIT_COUNT);
      body.message(COUNTER, part);
    }
    packet.clear().message(TRACK_DESCRIPTOR, body);
    write();
  }

  /** The track that a group's tracks are below. */
  private long group(Track track) {
    String key = track.process() + "/" + track.group();
    Long known = groups.get(key);
    if (known != null) {
      return known;
    }
    long made = processUuid(track.process()) | (1L << (Integer.SIZE - 1)) | groups.size();
    groups.put(key, made);
    body.clear().number(UUID, made).number(PARENT, processUuid(track.process()));
    body.text(TRACK_NAME, track.group());
    packet.clear().message(TRACK_DESCRIPTOR, body);
    write();
    return made;
  }

  @Override
  public void begin(Track track, String name, long atPs, long flow, boolean isFirst) {
    packet.clear();
    Integer known = names.get(name);
    int iid = known == null ? names.size() + 1 : known;
    if (known == null) {
      names.put(name, iid);
      smallPart.clear().number(EVENT_NAME_IID, iid).text(EVENT_NAME, name);
      part.clear().message(EVENT_NAMES, smallPart);
      packet.message(INTERNED_DATA, part);
    }
    event(track, SLICE_BEGIN).number(NAME_IID, iid);
    if (flow != 0) {
      body.fixed(FLOW_IDS, flow);
    }
    write(atPs);
  }

  @Override
  public void end(Track track, long atPs) {
    packet.clear();
    event(track, SLICE_END);
    write(atPs);
  }

  @Override
  public void instant(Track track, String name, long atPs) {
    packet.clear();
    event(track, INSTANT).text(NAME, name);
    write(atPs);
  }

  @Override
  public void counter(Track track, long atPs, long value) {
    packet.clear();
    event(track, COUNTER_EVENT).number(COUNTER_VALUE, value);
    write(atPs);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private ProtoMessage event(Track track, int type) {
    return body.clear().number(TYPE, type).number(TRACK_UUID, uuid(track));
  }

  private static long processUuid(int process) {
    return (long) process << Integer.SIZE;
  }

  private static long uuid(Track track) {
    return processUuid(track.process()) | track.number();
  }

  private void write(long atPs) {
    packet.number(TIMESTAMP, atPs / PS_PER_NS).message(TRACK_EVENT, body);
    write();
  }

  private void write() {
    packet.number(SEQUENCE_ID, SEQUENCE).number(SEQUENCE_FLAGS, isFirst ? CLEARED : NEEDED);
    isFirst = false;
    trace.clear().message(TRACE_PACKET, packet);
    try {
      trace.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
