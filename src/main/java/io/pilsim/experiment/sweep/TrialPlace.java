package io.pilsim.experiment.sweep;

import io.pilsim.engine.EngineKind;
import io.pilsim.platform.Runner;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.Suggestion;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

/**
 * Where trials run: what {@code --on} says.
 *
 * @param name {@code local}, {@code spark-local}, or the masters of a cluster
 */
public record TrialPlace(String name) {
  public static final TrialPlace LOCAL = new TrialPlace("local");

  /** Spark's engine on this machine alone. */
  public static final TrialPlace SPARK_LOCAL = new TrialPlace("spark-local");

  /** Before the hosts and ports of a cluster's masters. */
  public static final String CLUSTER = "spark://";

  private static final String HOST_AND_PORT = "(?:[A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+\\]):\\d{1,5}";
  private static final Pattern MASTERS =
      Pattern.compile(CLUSTER + HOST_AND_PORT + "(?:," + HOST_AND_PORT + ")*");
  private static final int MOST_PORT = 65535;

  /** Throws unless it is a place. */
  public static TrialPlace parse(String text) {
    TrialPlace place = new TrialPlace(text);
    if (place.equals(LOCAL) || place.equals(SPARK_LOCAL) || place.hasMasters()) {
      return place;
    }
    List<String> words = List.of(LOCAL.name, SPARK_LOCAL.name);
    throw new BadInputException(
        "--on: '"
            + text
            + "' is no place, expected local, spark-local or spark://HOST:PORT"
            + Suggestion.of(text, words).question());
  }

  private boolean hasMasters() {
    return MASTERS.matcher(name).matches() && masters().stream().allMatch(TrialPlace::hasPort);
  }

  private static boolean hasPort(String master) {
    int port = Integer.parseInt(master.substring(master.lastIndexOf(':') + 1));
    return port >= 1 && port <= MOST_PORT;
  }

  /** {@code HOST:PORT} of each master; none unless it is a cluster. */
  public List<String> masters() {
    return name.startsWith(CLUSTER)
        ? Pattern.compile(",").splitAsStream(name.substring(CLUSTER.length())).toList()
        : List.of();
  }

  /**
   * Throws when this program cannot run anything there.
   *
   * @param runner of this machine
   * @param threads how many trials at a time on this machine
   */
  public TrialExecutor open(Runner runner, EngineKind engine, int threads, ModelFiles models) {
    if (equals(LOCAL)) {
      return new LocalExecutor(runner, engine, threads);
    }
    ClassLoader here = TrialPlace.class.getClassLoader();
    for (ExecutorProvider provider : ServiceLoader.load(ExecutorProvider.class, here)) {
      if (provider.serves(this)) {
        return provider.open(this, engine, threads, models);
      }
    }
    throw new BadInputException(
        "--on: "
            + name
            + ": this build runs nothing on Spark; './mvnw -Pspark package' makes one that does,"
            + " and ./pilsim takes that one then, until the sources change");
  }

  @Override
  public String toString() {
    return name;
  }
}
