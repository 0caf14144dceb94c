package io.pilsim.platform.scenario;

/** A figure of a metric: its mean unless another one is named. */
public record MetricStatistic(String metric, Expectation.Statistic statistic) {}
