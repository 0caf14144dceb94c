package io.pilsim.experiment.calibrate;

import io.pilsim.experiment.statistics.Student;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.exception.TooManyIterationsException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresOptimizer;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.FastMath;
import org.apache.commons.math3.util.Pair;

/**
 * Fits values of the model to what was measured: weighted least squares over the logarithms of the
 * values, each evaluation a run of the model. Of all values only those are fitted that the
 * measurements tell, and tell apart.
 */
final class BoardFit {
  private static final double STEP = 0.02;
  private static final double NOISE = 0.002;
  private static final double LEAST_EFFECT = 3;
  private static final double LEAST_OWN_PART = 0.02;
  private static final int MOST_EVALUATIONS = 60;
  private static final double SINGULAR = 1e-12;
  private static final double DIGITS = 20;

  /** What the fit came to. */
  record Outcome(
      List<FittedLeaf> fitted,
      List<String> entangled,
      SortedMap<String, Double> simulated,
      ModelTree model) {}

  private final Function<ModelTree, SortedMap<String, Double>> simulation;
  private final List<Observation> observations;
  private final ModelTree start;

  BoardFit(
      Function<ModelTree, SortedMap<String, Double>> simulation,
      List<Observation> observations,
      ModelTree start) {
    this.simulation = simulation;
    this.observations = List.copyOf(observations);
    this.start = start;
  }

  /**
   * @param candidates values that may be fitted
   */
  Outcome run(List<String> candidates) {
    List<String> numeric = candidates.stream().filter(this::mayBeFitted).toList();
    double[][] slopes = slopes(start, numeric);
    List<String> entangled = new ArrayList<>();
    List<String> chosen = choose(numeric, slopes, entangled);
    if (chosen.isEmpty()) {
      return new Outcome(List.of(), entangled, simulation.apply(start), start);
    }
    double[] guess =
        chosen.stream().mapToDouble(path -> FastMath.log((double) amount(path))).toArray();
    LeastSquaresOptimizer.Optimum best = optimize(chosen, guess);
    ModelTree fitted = at(chosen, best.getPoint());
    List<FittedLeaf> leaves = leaves(chosen, best, reach(fitted, chosen, entangled, best));
    return new Outcome(leaves, entangled, simulation.apply(fitted), fitted);
  }

  private boolean mayBeFitted(String path) {
    Leaf leaf = start.leaf(path).orElseThrow();
    Dimension dimension = leaf.dimension();
    boolean continuous = dimension == Dimension.DURATION || dimension == Dimension.BANDWIDTH;
    return continuous && leaf.values().size() == 1 && leaf.value().amount() > 0;
  }

  private long amount(String path) {
    return start.leaf(path).orElseThrow().value().amount();
  }

  /** The most telling first; none that the ones before leave too little to. */
  private static List<String> choose(
      List<String> paths, double[][] slopes, List<String> entangled) {
    Map<String, RealVector> left = new TreeMap<>();
    Map<String, Double> whole = new TreeMap<>();
    for (int i = 0; i < paths.size(); i++) {
      RealVector column = new ArrayRealVector(slopes[i]);
      if (column.getNorm() >= LEAST_EFFECT) {
        left.put(paths.get(i), column);
        whole.put(paths.get(i), column.getNorm());
      }
    }
    List<String> chosen = new ArrayList<>();
    while (!left.isEmpty()) {
      String next = "";
      for (Map.Entry<String, RealVector> each : left.entrySet()) {
        double part = each.getValue().getNorm();
        if (next.isEmpty() || part > left.get(next).getNorm()) {
          next = each.getKey();
        }
      }
      RealVector axis = left.remove(next);
      double ownPart = axis.getNorm() / whole.get(next);
      if (axis.getNorm() < LEAST_EFFECT || ownPart < LEAST_OWN_PART) {
        entangled.add(next);
        continue;
      }
      chosen.add(next);
      RealVector unit = axis.unitVector();
      left.replaceAll((path, column) -> column.subtract(unit.mapMultiply(column.dotProduct(unit))));
    }
    return chosen;
  }

  private LeastSquaresOptimizer.Optimum optimize(List<String> chosen, double[] guess) {
    LeastSquaresBuilder problem =
        new LeastSquaresBuilder()
            .start(guess)
            .model(point -> value(chosen, point))
            .target(new double[observations.size()])
            .checker((n, a, b) -> Math.abs(a.getCost() - b.getCost()) < 1e-9 * (1 + b.getCost()))
            .maxEvaluations(MOST_EVALUATIONS)
            .maxIterations(MOST_EVALUATIONS);
    try {
      return new LevenbergMarquardtOptimizer().optimize(problem.build());
    } catch (TooManyEvaluationsException | TooManyIterationsException e) {
      throw new BadInputException(
          "--from: the measurements do not lead to values: the model stays far from them");
    }
  }

  private Pair<RealVector, RealMatrix> value(List<String> chosen, RealVector point) {
    ModelTree here = at(chosen, point);
    double[][] columns = slopes(here, chosen);
    RealMatrix jacobian = new Array2DRowRealMatrix(observations.size(), chosen.size());
    for (int i = 0; i < columns.length; i++) {
      jacobian.setColumn(i, columns[i]);
    }
    return new Pair<>(new ArrayRealVector(residuals(here)), jacobian);
  }

  /** For each value, how the residuals follow its logarithm. */
  private double[][] slopes(ModelTree model, List<String> paths) {
    double[] here = residuals(model);
    double[][] slopes = new double[paths.size()][];
    for (int i = 0; i < slopes.length; i++) {
      long amount = model.leaf(paths.get(i)).orElseThrow().value().amount();
      long beside = Math.max(amount + 1, FastMath.round(amount * FastMath.exp(STEP)));
      double step = FastMath.log((double) beside / amount);
      slopes[i] = residuals(with(model, paths.get(i), beside));
      for (int j = 0; j < here.length; j++) {
        slopes[i][j] = (slopes[i][j] - here[j]) / step;
      }
    }
    return slopes;
  }

  /** Of each observation, in its own deviations. */
  private double[] residuals(ModelTree model) {
    SortedMap<String, Double> simulated = simulation.apply(model);
    double[] residuals = new double[observations.size()];
    for (int i = 0; i < residuals.length; i++) {
      Observation each = observations.get(i);
      double ns = simulated.getOrDefault(each.name(), each.ns());
      residuals[i] = (ns - each.ns()) / deviation(each);
    }
    return residuals;
  }

  private static double deviation(Observation each) {
    return FastMath.hypot(each.deviationNs(), NOISE * each.ns());
  }

  private ModelTree at(List<String> chosen, RealVector point) {
    ModelTree model = start;
    for (int i = 0; i < chosen.size(); i++) {
      model = with(model, chosen.get(i), amount(point.getEntry(i)));
    }
    return model;
  }

  private static long amount(double logarithm) {
    return Math.max(1, FastMath.round(FastMath.exp(logarithm)));
  }

  private static ModelTree with(ModelTree model, String path, long amount) {
    Dimension dimension = model.leaf(path).orElseThrow().dimension();
    return model.with(Map.of(path, Quantity.of(dimension, amount)), Origin.of("--from"));
  }

  /**
   * How far each fitted logarithm would go if those that cannot be told apart from it stood at the
   * worst ends of their ranges.
   */
  private double[] reach(
      ModelTree fitted,
      List<String> chosen,
      List<String> entangled,
      LeastSquaresOptimizer.Optimum best) {
    double[] reach = new double[chosen.size()];
    double[][] slopes = slopes(fitted, entangled);
    RealMatrix jacobian = best.getJacobian();
    RealMatrix covariances = best.getCovariances(SINGULAR);
    for (int i = 0; i < slopes.length; i++) {
      RealVector pull = jacobian.transpose().operate(new ArrayRealVector(slopes[i]));
      RealVector shift = covariances.operate(pull);
      double range = widest(start.leaf(entangled.get(i)).orElseThrow());
      for (int j = 0; j < reach.length; j++) {
        reach[j] += Math.abs(shift.getEntry(j)) * range;
      }
    }
    return reach;
  }

  /** The larger distance from the value to an end, as times see it, in parts of the value. */
  private static double widest(Leaf leaf) {
    double widest = 0;
    for (Quantity end : leaf.range()) {
      double ratio = (double) end.amount() / leaf.value().amount();
      boolean rate = leaf.dimension() == Dimension.BANDWIDTH;
      widest = Math.max(widest, Math.abs((rate ? 1 / ratio : ratio) - 1));
    }
    return widest;
  }

  /** 95 % intervals of Student's distribution, wider by what the entangled ones could do. */
  private List<FittedLeaf> leaves(
      List<String> chosen, LeastSquaresOptimizer.Optimum best, double[] reach) {
    RealMatrix covariances = best.getCovariances(SINGULAR);
    int freedom = Math.max(1, observations.size() - chosen.size());
    double scale = Math.max(1, best.getCost() * best.getCost() / freedom);
    double factor = Student.factor95(freedom);
    List<FittedLeaf> leaves = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      double middle = best.getPoint().getEntry(i);
      double half = factor * FastMath.sqrt(scale * covariances.getEntry(i, i)) + reach[i];
      leaves.add(leaf(start.leaf(chosen.get(i)).orElseThrow(), middle, half));
    }
    return leaves;
  }

  /** With as many digits as the interval is worth. */
  private static FittedLeaf leaf(Leaf before, double middle, double half) {
    long amount = amount(middle);
    double width = amount(middle + half) - amount(middle - half);
    long step = (long) FastMath.pow(10, Math.max(0, (int) FastMath.log10(width / DIGITS + 1)));
    long low = Math.max(1, amount(middle - half) / step * step);
    long high = (amount(middle + half) / step + 1) * step;
    Dimension dimension = before.dimension();
    return new FittedLeaf(
        before.path(),
        before.value(),
        Quantity.of(dimension, Math.max(1, (amount + step / 2) / step * step)),
        Quantity.of(dimension, low),
        Quantity.of(dimension, high));
  }
}
