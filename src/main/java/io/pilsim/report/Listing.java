package io.pilsim.report;

import io.pilsim.experiment.MetricsCsv;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lines of texts under a header, for programs and for documents. */
final class Listing {
  private final List<List<String>> lines = new ArrayList<>();

  Listing(List<String> header) {
    lines.add(List.copyOf(header));
  }

  void add(List<String> line) {
    lines.add(List.copyOf(line));
  }

  String csv() {
    return lines.stream()
        .map(line -> line.stream().map(MetricsCsv::text).collect(Collectors.joining(",")) + "\n")
        .collect(Collectors.joining());
  }

  String markdown() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      text.append('|');
      lines.get(i).forEach(cell -> text.append(' ').append(cell.replace("|", "\\|")).append(" |"));
      text.append(i == 0 ? "\n|" + "---|".repeat(lines.get(0).size()) : "").append('\n');
    }
    return text.toString();
  }
}
