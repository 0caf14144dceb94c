package io.pilsim.experiment.spark;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.sweep.TrialExecutor;
import io.pilsim.experiment.sweep.TrialInputs;
import io.pilsim.experiment.sweep.TrialPlace;
import io.pilsim.experiment.sweep.TrialRequest;
import io.pilsim.experiment.sweep.TrialTask;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.ModelFiles;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.reflect.ClassTag$;

/**
 * Carries out trials on Spark. A task is a few texts and gives texts back, so one that runs again
 * because a worker was lost gives the same; the driver tells of a group of trials once, when it has
 * come in. The context is made when the first trial is to be run, and not before.
 */
final class SparkExecutor implements TrialExecutor {
  private static final long GROUP_NS = 250_000_000;
  private static final int GROUPS_PER_PLACE = 4;

  private final TrialPlace place;
  private final EngineKind engine;
  private final int threads;
  private final ModelFiles models;
  private TrialInputs inputs = new TrialInputs();
  private Broadcast<TrialWorker> worker;
  private JavaSparkContext context;

  SparkExecutor(TrialPlace place, EngineKind engine, int threads, ModelFiles models) {
    this.place = place;
    this.engine = engine;
    this.threads = threads;
    this.models = models;
  }

  @Override
  public int width() {
    return context == null ? threads : context.defaultParallelism();
  }

  @Override
  public void run(List<TrialTask> tasks, Sink sink) {
    try {
      if (context == null) {
        context = Cluster.enter(place, threads);
      }
      provide(tasks);
      List<List<Integer>> groups = groups(tasks);
      List<String[]> requests = groups.stream().map(group -> requests(group, tasks)).toList();
      JavaRDD<String[]> pieces = context.parallelize(requests, requests.size());
      Receiver receiver = new Receiver(groups, sink);
      TrialWork work = new TrialWork(worker);
      context.sc().runJob(pieces.rdd(), work, receiver, ClassTag$.MODULE$.apply(String[].class));
    } catch (BadInputException e) {
      throw e;
    } catch (Exception e) { // Spark's are checked, and declared nowhere
      throw new BadInputException(
          "--on: " + place + ": Spark gave up; what was finished is kept: " + Cluster.line(e));
    }
  }

  /** Files go to a machine once, and again when there are more. */
  private void provide(List<TrialTask> tasks) {
    TrialInputs all = inputs.with(tasks, models);
    if (worker == null || all != inputs) {
      if (worker != null) {
        worker.destroy();
      }
      inputs = all;
      worker = context.broadcast(new TrialWorker(inputs));
    }
  }

  /** Of neighbours that are short, so that handing them out does not take longer than they do. */
  private List<List<Integer>> groups(List<TrialTask> tasks) {
    List<List<Integer>> groups = new ArrayList<>();
    int most = Math.max(1, tasks.size() / (GROUPS_PER_PLACE * width()));
    long roomNs = 0;
    for (int i = 0; i < tasks.size(); i++) {
      if (roomNs <= 0 || groups.get(groups.size() - 1).size() == most) {
        groups.add(new ArrayList<>());
        roomNs = GROUP_NS;
      }
      groups.get(groups.size() - 1).add(i);
      roomNs -= Math.min(tasks.get(i).expectedNs(), GROUP_NS);
    }
    return groups;
  }

  private String[] requests(List<Integer> group, List<TrialTask> tasks) {
    return group.stream()
        .map(index -> TrialRequest.of(tasks.get(index), engine).text())
        .toArray(String[]::new);
  }

  @Override
  public void close() {
    if (context != null) {
      context.stop();
    }
  }
}
