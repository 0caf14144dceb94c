package io.pilsim.experiment.validation;

import io.pilsim.experiment.validation.PublishedTable.Cell;
import io.pilsim.formats.FormatException;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.exception.TooManyIterationsException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresOptimizer;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.fitting.leastsquares.MultivariateJacobianFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.FastMath;
import org.apache.commons.math3.util.Pair;

/**
 * Fits durations of a calibration so that the errors of the cells it may use are least, in the
 * sense of their squares, each as a part of what is allowed. It begins with 100 ns for each,
 * whatever an earlier fit found. Every evaluation runs the model; derivatives are differences.
 * Counts are not durations: of those all sizes are tried.
 */
final class TableFit {
  private static final double STEP = 0.02;
  private static final int MOST_EVALUATIONS = 200;
  private static final int MOST_ITERATIONS = 60;
  private static final double NEAR_ENOUGH = 1e-5;

  private final TableModel model;
  private final Platforms platforms;
  private final PublishedTable table;
  private final List<Cell> cells;
  private Calibration best;
  private double leastCost = Double.POSITIVE_INFINITY;

  TableFit(TableModel model, Platforms platforms, PublishedTable table, Calibration start) {
    this.model = model;
    this.platforms = platforms;
    this.table = table;
    this.cells = table.cells(PublishedTable.CALIBRATED);
    this.best = start;
  }

  /** The best calibration found. */
  Calibration run() {
    List<String> paths = model.fitted();
    if (paths.isEmpty()) {
      return best;
    }
    Calibration start = best;
    if (!model.sizes().isEmpty()) {
      tryAll(start, new long[paths.size()], 0);
      return best;
    }
    double[] guess = new double[paths.size()];
    Arrays.fill(guess, FastMath.log(model.search().start()));
    MultivariateJacobianFunction function = point -> value(start, point);
    LeastSquaresBuilder problem =
        new LeastSquaresBuilder()
            .start(guess)
            .model(function)
            .target(new double[cells.size()])
            .parameterValidator(this::within)
            .checker((n, a, b) -> Math.abs(a.getCost() - b.getCost()) < NEAR_ENOUGH * b.getCost())
            .maxEvaluations(MOST_EVALUATIONS)
            .maxIterations(MOST_ITERATIONS);
    LeastSquaresOptimizer optimizer = new LevenbergMarquardtOptimizer();
    try {
      optimizer.optimize(problem.build());
    } catch (TooManyEvaluationsException | TooManyIterationsException e) {
      return best; // it has come as far as it may
    }
    return best;
  }

  /** Keeps a search that leaps among what software takes. */
  private RealVector within(RealVector point) {
    return point.map(each -> Math.max(0, Math.min(each, FastMath.log(model.search().most()))));
  }

  /** Of equally good ones the first is taken. */
  private void tryAll(Calibration start, long[] amounts, int next) {
    if (next == amounts.length) {
      errors(start.with(model.fitted(), amounts));
      return;
    }
    for (long size : model.sizes().get(model.fitted().get(next))) {
      amounts[next] = size;
      tryAll(start, amounts, next + 1);
    }
  }

  private Pair<RealVector, RealMatrix> value(Calibration start, RealVector point) {
    double[] here = residuals(start, point);
    double[][] slopes = new double[here.length][point.getDimension()];
    for (int i = 0; i < point.getDimension(); i++) {
      RealVector beside = point.copy();
      beside.addToEntry(i, STEP);
      double[] there = residuals(start, beside);
      for (int j = 0; j < here.length; j++) {
        slopes[j][i] = (there[j] - here[j]) / STEP;
      }
    }
    return new Pair<>(new ArrayRealVector(here, false), new Array2DRowRealMatrix(slopes, false));
  }

  private double[] residuals(Calibration start, RealVector point) {
    long[] amounts = new long[point.getDimension()];
    for (int i = 0; i < amounts.length; i++) {
      amounts[i] = Math.max(1, FastMath.round(FastMath.exp(point.getEntry(i))));
    }
    return errors(start.with(model.fitted(), amounts));
  }

  private double[] errors(Calibration tried) {
    double[] errors;
    try {
      errors = model.simulate(tried.tree(), platforms, table, cells);
    } catch (FormatException e) {
      throw new IllegalStateException(e); // it has been read before
    }
    double cost = 0;
    for (int i = 0; i < errors.length; i++) {
      Cell cell = cells.get(i);
      double allowed =
          Math.max(model.tolerance(cell) * cell.expected(), model.allowance(table, cell));
      errors[i] = (errors[i] - cell.expected()) / allowed;
      cost += errors[i] * errors[i];
    }
    if (cost < leastCost) {
      leastCost = cost;
      best = tried;
    }
    return errors;
  }
}
