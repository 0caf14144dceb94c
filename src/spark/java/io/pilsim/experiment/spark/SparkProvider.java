package io.pilsim.experiment.spark;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.sweep.ExecutorProvider;
import io.pilsim.experiment.sweep.TrialExecutor;
import io.pilsim.experiment.sweep.TrialPlace;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.ModelFiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** Serves {@code spark-local} and {@code spark://...}. Holds no class of Spark itself. */
public final class SparkProvider implements ExecutorProvider {
  private static final int ANSWER_WITHIN_MS = 5_000;

  @Override
  public boolean serves(TrialPlace place) {
    return !place.equals(TrialPlace.LOCAL);
  }

  @Override
  public TrialExecutor open(TrialPlace place, EngineKind engine, int threads, ModelFiles models) {
    try {
      Class.forName("org.apache.spark.SparkContext", false, SparkProvider.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new BadInputException(
          "--on: "
              + place
              + ": Spark's own jars are not on the class path; ./pilsim takes those of SPARK_HOME,"
              + " or those that './mvnw -Pspark package' left");
    }
    if (!place.masters().isEmpty() && place.masters().stream().noneMatch(SparkProvider::answers)) {
      throw new BadInputException("--on: " + place + ": no master answers there");
    }
    return new SparkExecutor(place, engine, threads, models);
  }

  private static boolean answers(String master) {
    URI address = URI.create(TrialPlace.CLUSTER + master);
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), ANSWER_WITHIN_MS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
