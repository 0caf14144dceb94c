package io.pilsim.experiment.sweep;

import io.pilsim.experiment.MetricsCsv;
import io.pilsim.experiment.OutputFolder;
import io.pilsim.experiment.Workers;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The files that a sweep leaves: {@code sweep.csv} with a line per trial, {@code sweep.jsonl} with
 * a line of the metrics that one looks at first per point and variant, {@code sweep.json} that says
 * what it consists of. They follow from the trials alone: neither from the order in which these ran
 * nor from how often they were begun.
 */
public final class SweepFiles {
  /** The file of the trials themselves. */
  public static final String JOURNAL = "journal.jsonl";

  static final String MANIFEST = "sweep.json";

  private final SweepManifest manifest;
  private final Journal journal;
  private final int threads;

  /** Written by so many threads; their number changes nothing. */
  public SweepFiles(SweepManifest manifest, Journal journal, int threads) {
    this.manifest = manifest;
    this.journal = journal;
    this.threads = threads;
  }

  public void write(Path folder) throws IOException {
    new OutputFolder(folder)
        .add("sweep.csv", this::csv)
        .add("sweep.jsonl", this::lines)
        .add(MANIFEST, manifest.text())
        .write();
  }

  private void csv(Path file) throws IOException {
    List<String> names = List.copyOf(names());
    Map<String, Integer> places = new HashMap<>();
    names.forEach(name -> places.put(name, places.size()));
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      List<String> header = new ArrayList<>(List.of("point", "variant", "replication"));
      header.addAll(manifest.paths());
      header.addAll(List.of("status", "reason"));
      header.addAll(names);
      out.write(line(header));
      eachRow(row -> lines(row, places), out);
    }
  }

  private void eachRow(Function<SweepRow, String> text, BufferedWriter out) throws IOException {
    List<SweepRow> rows = manifest.rows();
    Workers.inOrder(rows.size(), threads, i -> text.apply(rows.get(i)), out::write);
  }

  private String lines(SweepRow row, Map<String, Integer> places) {
    StringBuilder lines = new StringBuilder();
    int replication = 0;
    for (Trial trial : row.trials(journal)) {
      lines.append(line(fields(row, replication++, trial, places)));
    }
    return lines.toString();
  }

  /** Of everything that any trial measured. */
  private SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    List<Trial.Column> last = List.of();
    for (SweepRow row : manifest.rows()) {
      for (String key : row.keys(journal)) {
        List<Trial.Column> columns = journal.columns(key);
        if (columns != last) {
          columns.forEach(column -> names.add(column.name()));
          last = columns;
        }
      }
    }
    return names;
  }

  private static List<String> fields(
      SweepRow row, int replication, Trial trial, Map<String, Integer> places) {
    List<String> fields = new ArrayList<>();
    fields.add(Integer.toString(row.point()));
    fields.add(MetricsCsv.text(row.variant()));
    fields.add(Integer.toString(replication));
    row.over().forEach(value -> fields.add(MetricsCsv.text(value)));
    fields.add(trial.status().name().toLowerCase(Locale.ROOT));
    fields.add(MetricsCsv.text(trial.reason()));
    String[] values = new String[places.size()];
    Arrays.fill(values, "");
    for (int i = 0; i < trial.columns().size(); i++) {
      values[places.get(trial.columns().get(i).name())] = MetricsCsv.number(trial.values().get(i));
    }
    fields.addAll(List.of(values));
    return fields;
  }

  private static String line(List<String> fields) {
    return String.join(",", fields) + '\n';
  }

  private PointSummary summary(SweepRow row) {
    return PointSummary.of(row, row.trials(journal), manifest::isHeadline);
  }

  private void lines(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      eachRow(row -> summary(row).line(manifest.paths()), out);
    }
  }
}
