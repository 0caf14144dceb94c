package io.pilsim.platform;

import io.pilsim.engine.Bandwidth;
import io.pilsim.engine.RandomStreams;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.requests.RequestList;
import io.pilsim.hardware.dma.AddressPattern;
import io.pilsim.hardware.dma.Arrivals;
import io.pilsim.hardware.dma.ChasePattern;
import io.pilsim.hardware.dma.PatternSource;
import io.pilsim.hardware.dma.RequestSource;
import io.pilsim.hardware.dma.StridedPattern;
import io.pilsim.hardware.dma.UniformPattern;
import io.pilsim.hardware.dma.ZipfPattern;
import io.pilsim.platform.DmaSpace.Frames;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.InputFile;
import io.pilsim.platform.scenario.ArrivalKind;
import io.pilsim.platform.scenario.DmaMaster;
import io.pilsim.platform.scenario.DmaMaster.Load;
import io.pilsim.platform.scenario.Pattern;
import io.pilsim.platform.scenario.Stages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a master asks for, and the addresses that it needs for that. */
final class DmaSources {
  private static final long BOUNDARY = 4096;
  private static final int LINE_OF_FIRST = 2;

  private final InputCache files;
  private final RandomStreams random;

  DmaSources(InputCache files, RandomStreams random) {
    this.files = files;
    this.random = random;
  }

  /** Adds the address space of each of the master's streams. */
  void place(DmaMaster master, Frames frames, SortedMap<Integer, DmaSpace> into) {
    if (master.load().pattern() == Pattern.TRACE) {
      placeTrace(master, frames, into);
      return;
    }
    long unit = DmaSpace.unit(master.mapping());
    long bytes = (master.load().mapped() + unit - 1) / unit * unit;
    DmaSpace space;
    if (master.mapping().stages() == Stages.BYPASS) {
      space = DmaSpace.untranslated(master.mapping(), frames.allocate(bytes, unit), bytes);
    } else {
      SortedMap<Long, Long> runs = new TreeMap<>();
      runs.put(1L << (master.mapping().addressBits() - 2), bytes);
      space = DmaSpace.mapped(master.mapping(), runs, frames);
    }
    put(into, master.stream().id(), space, master);
  }

  private void placeTrace(DmaMaster master, Frames frames, SortedMap<Integer, DmaSpace> into) {
    long unit = DmaSpace.unit(master.mapping());
    SortedMap<Integer, SortedMap<Long, Long>> pages = new TreeMap<>();
    RequestList list = list(master);
    TraceSource source = trace(master);
    while (source.next()) {
      check(master, list, source.index());
      pages
          .computeIfAbsent(source.streamId(master.stream().id()), id -> new TreeMap<>())
          .put(source.iova() / unit * unit, unit);
    }
    for (var stream : pages.entrySet()) {
      SortedMap<Long, Long> runs = coalesced(stream.getValue());
      DmaSpace space =
          master.mapping().stages() == Stages.BYPASS
              ? DmaSpace.untranslated(
                  master.mapping(), 0, runs.lastKey() + runs.get(runs.lastKey()))
              : DmaSpace.mapped(master.mapping(), runs, frames);
      put(into, stream.getKey(), space, master);
    }
  }

  private static void put(
      SortedMap<Integer, DmaSpace> into, int streamId, DmaSpace space, DmaMaster master) {
    if (into.putIfAbsent(streamId, space) != null) {
      throw new BadInputException(
          "workload.masters."
              + master.name()
              + ": stream "
              + streamId
              + " is another master's as well, expected one of its own");
    }
  }

  private static SortedMap<Long, Long> coalesced(SortedMap<Long, Long> pages) {
    SortedMap<Long, Long> runs = new TreeMap<>();
    long start = -1;
    long end = -1;
    for (var page : pages.entrySet()) {
      if (page.getKey() != end) {
        start = page.getKey();
        end = start;
      }
      end += page.getValue();
      runs.put(start, end - start);
    }
    return runs;
  }

  private static void check(DmaMaster master, RequestList list, int index) {
    long address = list.address(index);
    String problem = "";
    if (address % BOUNDARY + list.bytes(index) > BOUNDARY) {
      problem = "the request crosses a boundary of 4 KiB, expected two of it";
    } else if (address >>> master.mapping().addressBits() != 0) {
      problem = "addr has more than " + master.mapping().addressBits() + " bits";
    } else if (list.substreamId(index) != master.stream().substreamId()) {
      int expected = master.stream().substreamId();
      problem = "ssid is " + list.substreamId(index) + ", expected the master's, " + expected;
    } else if (list.streamId(index) > DmaMaster.MOST_STREAM_ID) {
      problem = "sid is larger than " + DmaMaster.MOST_STREAM_ID;
    }
    if (!problem.isEmpty()) {
      String file = InputFile.shown(master.load().requests().orElseThrow());
      throw new BadInputException(file + ":" + (index + LINE_OF_FIRST) + ":1: " + problem);
    }
  }

  RequestSource source(DmaMaster master, DmaSpaces spaces) {
    Load load = master.load();
    if (load.pattern() == Pattern.TRACE) {
      return trace(master);
    }
    return new PatternSource(
        pattern(master, spaces.of(master.stream().id()).input(0)),
        arrivals(master),
        load.requestBytes(),
        load.writePercent(),
        load.count().orElse(Long.MAX_VALUE));
  }

  private AddressPattern pattern(DmaMaster master, long base) {
    Load load = master.load();
    long bytes = load.workingSet();
    long unit = load.requestBytes();
    return switch (load.pattern()) {
      case LINEAR -> new StridedPattern(base, bytes, unit);
      case STRIDED -> new StridedPattern(base, bytes, load.stride());
      case UNIFORM ->
          new UniformPattern(base, bytes, unit, random.stream("dma." + master.name() + ".address"));
      case ZIPF ->
          new ZipfPattern(
              base,
              bytes,
              Math.min(bytes, BOUNDARY),
              unit,
              load.exponent(),
              random.stream("dma." + master.name() + ".address"));
      case POINTER_CHASE -> new ChasePattern(base, bytes, unit);
      case TRACE -> throw new IllegalArgumentException("a trace has its own addresses");
    };
  }

  private Arrivals arrivals(DmaMaster master) {
    Load load = master.load();
    if (load.rate().isEmpty()) {
      return new Arrivals.AsRoomAllows();
    }
    long gapPs = new Bandwidth(load.rate().getAsLong()).toPs(load.requestBytes());
    return load.arrivals() == ArrivalKind.POISSON
        ? new Arrivals.Poisson(gapPs, random.stream("dma." + master.name() + ".arrivals"))
        : new Arrivals.Periodic(gapPs);
  }

  private TraceSource trace(DmaMaster master) {
    return new TraceSource(
        list(master), master.load().device(), master.load().count().orElse(Long.MAX_VALUE));
  }

  private RequestList list(DmaMaster master) {
    Path file = master.load().requests().orElseThrow();
    try {
      RequestList list = files.requests(file);
      if (list.size() == 0) {
        throw new BadInputException(
            InputFile.shown(file) + ": no requests, expected one or more below the header");
      }
      return list;
    } catch (FormatException e) {
      List<String> lines = new ArrayList<>(List.of(e.getMessage()));
      for (Throwable further : e.getSuppressed()) {
        lines.add(further.getMessage());
      }
      throw new BadInputException(lines);
    }
  }
}
