package io.pilsim.experiment;

import io.pilsim.formats.json.Decimal;
import java.util.List;
import java.util.Locale;

/** Every replication's figures as comma-separated values, the same bytes for the same figures. */
public final class MetricsCsv {
  public static final String HEADER =
      "scenario,variant,replication,metric,unit,n,mean,min,p50,p90,p99,max\n";

  private MetricsCsv() {}

  static String of(String scenario, List<RunRow> rows) {
    StringBuilder csv = new StringBuilder(HEADER);
    for (RunRow row : rows) {
      Figure f = row.figure();
      csv.append(text(scenario))
          .append(',')
          .append(text(row.variant()))
          .append(',')
          .append(row.replication())
          .append(',')
          .append(row.metric())
          .append(',')
          .append(f.unit())
          .append(',')
          .append(f.n());
      for (double value : new double[] {f.mean(), f.min(), f.p50(), f.p90(), f.p99(), f.max()}) {
        csv.append(',').append(number(value));
      }
      csv.append('\n');
    }
    return csv.toString();
  }

  /** Quoted where it must be. */
  public static String text(String value) {
    boolean plain = value.matches("[^\",\\r\\n]*");
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  /** As in the JSON result. */
  public static String number(double value) {
    String text = Decimal.of(value);
    return text.endsWith(".0")
        ? text.substring(0, text.length() - 2)
        : text.toLowerCase(Locale.ROOT);
  }
}
