package io.pilsim.experiment;

/** One metric of one replication: a line of {@code metrics.csv}. */
record RunRow(String variant, int replication, String metric, Figure figure) {}
