package io.pilsim.report.page;

/** Numbers to look at, with what they say in words and as a table for who cannot. */
public sealed interface Chart extends Block permits Spans, Curves, HeatMap {
  /** Unique within a report; names files of figures. */
  String id();

  String title();

  /** What there is to see, in a sentence or two. */
  String summary();

  /** The same numbers as text. */
  Grid data();

  /** The same chart under another name. */
  Chart named(String id);
}
