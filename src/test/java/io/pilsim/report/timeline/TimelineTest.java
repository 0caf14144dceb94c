package io.pilsim.report.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.engine.stats.Unit;
import io.pilsim.engine.trace.TraceSink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is passed on of a window from 100 to 200 ps. */
final class TimelineTest {
  private final List<String> told = new ArrayList<>();
  private final TimelineWriter writer = new Told();
  private final Timeline timeline = new Timeline(1, "v", new Window(100, 200), writer);

  @Test
  void whatIsOpenWhenTheWindowBeginsIsCutThereOutermostFirst() {
    int track = timeline.track("g", "t");
    timeline.begin(track, "outer", 10, TraceSink.NO_FLOW);
    timeline.begin(track, "gone", 20, TraceSink.NO_FLOW);
    timeline.end(track, 30);
    timeline.begin(track, "inner", 40, TraceSink.NO_FLOW);
    timeline.end(track, 150);
    timeline.end(track, 160);
    timeline.finish();
    assertEquals(
        List.of("track t", "begin outer 100", "begin inner 100", "end 150", "end 160"), told);
  }

  @Test
  void whatIsOpenWhenTheWindowEndsIsCutThere() {
    int track = timeline.track("g", "t");
    timeline.begin(track, "outer", 110, TraceSink.NO_FLOW);
    timeline.begin(track, "inner", 190, TraceSink.NO_FLOW);
    timeline.end(track, 210);
    timeline.begin(track, "late", 220, TraceSink.NO_FLOW);
    timeline.end(track, 230);
    timeline.finish();
    assertEquals(
        List.of("track t", "begin outer 110", "begin inner 190", "end 200", "end 200"), told);
  }

  @Test
  void aSliceOverTheWholeWindowIsShownAsLongAsTheWindow() {
    int track = timeline.track("g", "t");
    timeline.begin(track, "all", 1, TraceSink.NO_FLOW);
    timeline.end(track, 1_000);
    assertEquals(List.of("track t", "begin all 100", "end 200"), told);
  }

  @Test
  void aCounterHasItsOldValueWhenTheWindowBegins() {
    int track = timeline.counterTrack("g", "c", Unit.COUNT);
    timeline.counter(track, 10, 1);
    timeline.counter(track, 20, 2);
    timeline.counter(track, 150, 3);
    timeline.counter(track, 250, 4);
    timeline.finish();
    assertEquals(List.of("track c", "counter 100 2", "counter 150 3"), told);
  }

  @Test
  void instantsOutsideAreLeftOut() {
    int track = timeline.track("g", "t");
    timeline.runs(track, 0, TraceSink.NO_FLOW);
    timeline.note("printk", "early", 99);
    timeline.note("printk", "first", 100);
    timeline.note("printk", "last", 200);
    timeline.note("printk", "late", 201);
    timeline.nobodyRuns();
    timeline.note("printk", "nobody's", 150);
    assertEquals(List.of("track t", "instant printk: first 100", "instant printk: last 200"), told);
  }

  @Test
  void onlyTheFirstStationShownOfAChainIsItsFirst() {
    int track = timeline.track("g", "t");
    int flow = timeline.flow();
    timeline.begin(track, "before", 10, flow);
    timeline.end(track, 20);
    timeline.begin(track, "one", 110, flow);
    timeline.end(track, 120);
    timeline.begin(track, "two", 130, flow);
    timeline.end(track, 140);
    assertEquals(
        List.of("track t", "begin one 110 first", "end 120", "begin two 130 next", "end 140"),
        told);
  }

  private final class Told implements TimelineWriter {
    @Override
    public void process(int number, String name) {}

    @Override
    public void track(Track track) {
      told.add("track " + track.name());
    }

    @Override
    public void begin(Track track, String name, long atPs, long flow, boolean isFirst) {
      String station = flow == 0 ? "" : isFirst ? " first" : " next";
      told.add("begin " + name + " " + atPs + station);
    }

    @Override
    public void end(Track track, long atPs) {
      told.add("end " + atPs);
    }

    @Override
    public void instant(Track track, String name, long atPs) {
      told.add("instant " + name + " " + atPs);
    }

    @Override
    public void counter(Track track, long atPs, long value) {
      told.add("counter " + atPs + " " + value);
    }

    @Override
    public void close() {}
  }
}
