package io.pilsim.experiment.sweep;

import io.pilsim.formats.json.JsonWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** What a sweep has to say: every row, and what became of its trials. */
public final class SweepResult {
  private final SweepManifest manifest;
  private final Journal journal;
  private final SweepRun.Outcome outcome;

  public SweepResult(SweepManifest manifest, Journal journal, SweepRun.Outcome outcome) {
    this.manifest = manifest;
    this.journal = journal;
    this.outcome = outcome;
  }

  public SweepManifest manifest() {
    return manifest;
  }

  public SweepRun.Outcome outcome() {
    return outcome;
  }

  /** In the order of points and variants, at most so many. */
  public List<PointSummary> summaries(int most) {
    List<PointSummary> summaries = new ArrayList<>();
    for (SweepRow row : manifest.rows().subList(0, Math.min(most, manifest.rows().size()))) {
      summaries.add(summary(row));
    }
    return summaries;
  }

  private PointSummary summary(SweepRow row) {
    return PointSummary.of(row, row.trials(journal), manifest::isHeadline);
  }

  /** Whether a trial failed by a fault of pilsim; its reason then. */
  public List<String> faults() {
    return reasons(Trial.Status.BROKEN);
  }

  /** Why trials have no values: each reason once, with the first point. */
  public List<String> failures() {
    return reasons(Trial.Status.FAILED);
  }

  private List<String> reasons(Trial.Status status) {
    List<String> reasons = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (SweepRow row : manifest.rows()) {
      for (String key : row.keys(journal)) {
        if (!journal.hasValues(key)) {
          Trial trial = journal.get(key);
          if (trial.status() == status && !seen.contains(trial.reason())) {
            seen.add(trial.reason());
            reasons.add("point " + row.point() + ", " + row.variant() + ": " + trial.reason());
          }
        }
      }
    }
    return reasons;
  }

  /** The metrics that one looks at first, and at the end what became of the trials. */
  public String json() {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      json.beginObject()
          .member("format", "pilsim-sweep-result/1")
          .member("scenario", manifest.scenario())
          .member("command", manifest.command());
      json.name("points").beginArray();
      for (SweepRow row : manifest.rows()) {
        json.inRow();
        summary(row).write(json, manifest.paths());
      }
      json.endArray().name("trials").inRow().beginObject();
      json.member("reused", outcome.reused())
          .member("run", outcome.run())
          .member("failed", outcome.failed());
      json.endObject().endObject();
    }
    return out.toString();
  }
}
