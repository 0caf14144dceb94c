package io.pilsim.experiment.spark;

import io.pilsim.experiment.sweep.TrialPlace;
import io.pilsim.platform.model.BadInputException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The way into a cluster, or into Spark's engine on this machine. Properties {@code spark.*} of
 * this process say everything but where and what.
 */
final class Cluster {
  private static final String LOGGING = "log4j2.configurationFile";
  private static final long WORKER_WITHIN_MS = 60_000;
  private static final long LOOK_EVERY_MS = 100;

  private Cluster() {}

  /** Throws when nobody there does any work. */
  static JavaSparkContext enter(TrialPlace place, int threads) {
    if (System.getProperty(LOGGING) == null) {
      URL quiet = Cluster.class.getResource("log4j2.properties");
      System.setProperty(LOGGING, quiet.toString());
    }
    boolean here = place.masters().isEmpty();
    SparkConf conf =
        new SparkConf()
            .setAppName("pilsim")
            .setMaster(here ? "local[" + threads + "]" : place.name())
            .setIfMissing("spark.ui.enabled", "false");
    if (!here) {
      conf.setIfMissing("spark.jars", program());
    }
    JavaSparkContext context;
    try {
      context = new JavaSparkContext(conf);
    } catch (Exception e) { // Spark's are checked, and declared nowhere
      throw new BadInputException("--on: " + place + ": Spark does not start: " + line(e));
    }
    if (!here) {
      awaitWorker(context, place);
    }
    return context;
  }

  /** The jar that this class comes from, for the workers. */
  private static String program() {
    String file = Cluster.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return Files.isRegularFile(Path.of(file)) ? file : "";
  }

  private static void awaitWorker(JavaSparkContext context, TrialPlace place) {
    long deadline = System.nanoTime() + WORKER_WITHIN_MS * 1_000_000;
    while (context.statusTracker().getExecutorInfos().length < 2) { // one is the driver itself
      if (System.nanoTime() - deadline > 0 || context.sc().isStopped()) {
        context.stop();
        throw new BadInputException(
            "--on: "
                + place
                + ": nobody there gave a core within "
                + WORKER_WITHIN_MS / 1000
                + " s, expected a master of Spark and a worker with memory to spare");
      }
      sleep();
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(LOOK_EVERY_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The first line of what went wrong. */
  static String line(Throwable e) {
    return e.toString().lines().findFirst().orElse("");
  }
}
