package io.pilsim.report.content;

import io.pilsim.experiment.VariantResult;
import io.pilsim.platform.scenario.MetricNames;
import io.pilsim.report.Human;
import io.pilsim.report.page.Grid;
import io.pilsim.report.page.Spans;
import io.pilsim.report.page.Spans.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Who is at work, or waited for, at what time of a flow. Of one processor each actor has a lane; of
 * several, each processor has one in the actors' colors.
 */
final class LaneChart {
  /** Who does a stage, or is waited for in it. */
  private enum Actor {
    LINUX("Linux", 0),
    TABLES("page tables of the SMMU", 1),
    TRUSTZONE("TrustZone, or waiting for it", 2),
    PROCESSOR("the processor itself", 3);

    private final String words;
    private final int color;

    Actor(String words, int color) {
      this.words = words;
      this.color = color;
    }

    static Actor of(String stage) {
      return switch (stage) {
        case "attach", "devmem_map", "carveout_map", "devmem_unmap", "carveout_unmap", "detach" ->
            TABLES;
        case "metadata", "mem_setup", "bridge_create", "auth", "bridge_delete", "stop" -> TRUSTZONE;
        case "ready", "request_stop" -> PROCESSOR;
        default -> LINUX;
      };
    }
  }

  /** How long a stage of a processor takes in a variant. */
  interface Length {
    double of(VariantResult variant, String device, String stage);
  }

  private final String flow;
  private final double longest;
  private final List<String> devices;
  private final List<VariantResult> variants;
  private final Length length;
  private final List<Spans.Row> rows = new ArrayList<>();
  private final List<List<String>> cells = new ArrayList<>();

  LaneChart(
      String flow,
      double longest,
      List<String> devices,
      List<VariantResult> variants,
      Length length) {
    this.flow = flow;
    this.longest = longest;
    this.devices = List.copyOf(devices);
    this.variants = List.copyOf(variants);
    this.length = length;
  }

  Spans chart() {
    for (VariantResult variant : variants) {
      if (devices.size() == 1) {
        actors(variant, devices.get(0));
      } else {
        processors(variant);
      }
    }
    String title = "Who is at work when";
    String what =
        devices.size() == 1
            ? "A lane per actor"
            : "A lane per processor, in the colors" + " of who works for it";
    return new Spans(
        "lanes",
        title,
        what + "; time goes from left to right, from the begin of the " + flow + ".",
        new Grid(title, List.of("lane", "who", "from", "to"), cells),
        "ns",
        0,
        longest,
        OptionalDouble.empty(),
        Arrays.stream(Actor.values()).map(actor -> actor.words).toList(),
        rows);
  }

  private void actors(VariantResult variant, String device) {
    List<Span> all = spans(variant, device);
    if (all.isEmpty()) {
      return;
    }
    String heading = variants.size() > 1 ? variant.name() : device;
    for (Actor actor : Actor.values()) {
      List<Span> own = all.stream().filter(span -> span.group() == actor.color).toList();
      if (!own.isEmpty()) {
        add(heading, actor.words, own);
        heading = "";
      }
    }
  }

  private void processors(VariantResult variant) {
    String heading = variant.name();
    for (String device : devices) {
      List<Span> all = spans(variant, device);
      if (!all.isEmpty()) {
        add(heading, device, all);
        heading = "";
      }
    }
  }

  private void add(String heading, String label, List<Span> spans) {
    double busy = spans.stream().mapToDouble(span -> span.to() - span.from()).sum();
    rows.add(new Spans.Row(heading, label, spans, Human.of("ns", busy)));
    if (!heading.isEmpty()) {
      cells.add(List.of(heading));
    }
    for (Span span : spans) {
      String who = span.name();
      cells.add(List.of(label, who, Human.of("ns", span.from()), Human.of("ns", span.to())));
    }
  }

  /** Stages in their order; neighbours of one actor are one span. */
  private List<Span> spans(VariantResult variant, String device) {
    List<Span> spans = new ArrayList<>();
    List<String> names = new ArrayList<>();
    double at = 0;
    for (String stage : MetricNames.stagesOf(flow + ".")) {
      double time = length.of(variant, device, stage);
      if (time <= 0) {
        continue;
      }
      Actor actor = Actor.of(stage);
      double from = at;
      Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
      if (last != null && last.group() == actor.color) {
        spans.remove(spans.size() - 1);
        from = last.from();
      } else {
        names.clear();
      }
      names.add(stage);
      at += time;
      String what =
          actor.words + ": " + String.join(", ", names) + ", " + Human.of("ns", at - from);
      spans.add(new Span(what, actor.color, from, at, Optional.empty()));
    }
    return spans;
  }
}
