package io.pilsim.experiment;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.RandomStream;
import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.Slots;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.OrderedLatency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import io.pilsim.platform.Metric;
import io.pilsim.platform.RunOutcome;
import io.pilsim.platform.RunSpec;
import io.pilsim.platform.Runner;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.scenario.Workbench;
import java.util.List;

/**
 * A queue whose answers are known: M/M/c, first come, first served, on the engine of pilsim, with
 * its waits as the distribution {@code scm.lock.wait_time} and their mean as the total time. Reads
 * {@code queue.*} of the platform.
 */
public final class QueueRunner implements Runner {
  private static final String LEAVES =
      """
      queue:
        between: {value: %s, basis: specified, source: "a test"}
        service: {value: %s, basis: specified, source: "a test"}
        servers: {value: %d, basis: specified, source: "a test"}
        customers: {value: %d, basis: specified, source: "a test"}
      """;

  private final boolean ordered;

  /**
   * @param ordered whether waits are given in their order, so that the warm-up is still to be found
   */
  public QueueRunner(boolean ordered) {
    this.ordered = ordered;
  }

  /** Gives the platform of a test a queue. */
  public static void install(
      Workbench bench, String between, String service, int servers, int customers) {
    bench.write("model/soc/queue.yaml", LEAVES.formatted(between, service, servers, customers));
  }

  @Override
  public RunOutcome run(RunSpec spec) {
    ModelReader model = spec.model().below("queue");
    Simulator sim = spec.engine().create();
    RandomStreams random = new RandomStreams(spec.seed(), spec.replication());
    StatGroup stats = new StatGroup("queue");
    Queue queue = new Queue(sim, model, random, stats);
    sim.after(0, queue.new Customer());
    sim.runToQuiescence(Long.MAX_VALUE / 2);
    double mean = (double) queue.waits.sumPs() / queue.waits.count();
    String path = "scm.lock.wait_time";
    return new RunOutcome(
        RunOutcome.Status.COMPLETED,
        List.of(
            new Metric.Value("boot.all.total_time", Unit.PICOSECONDS, mean),
            ordered
                ? new Metric.Ordered(path, Unit.PICOSECONDS, queue.series)
                : new Metric.Distribution(path, Unit.PICOSECONDS, queue.waits)),
        spec.model().leavesRead(),
        true,
        0,
        List.of(),
        sim.firedEvents(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static final class Queue {
    private final Simulator sim;
    private final RandomStream arrivals;
    private final RandomStream services;
    private final Slots servers;
    private final long betweenPs;
    private final long servicePs;
    private final Latency waits;
    private final OrderedLatency series;
    private int left;

    Queue(Simulator sim, ModelReader model, RandomStreams random, StatGroup stats) {
      this.sim = sim;
      this.arrivals = random.stream("arrivals");
      this.services = random.stream("services");
      this.servers = new Slots(sim, model.count("servers"));
      this.betweenPs = model.durationPs("between");
      this.servicePs = model.durationPs("service");
      this.left = model.count("customers");
      this.waits = stats.latency("waits", "of all customers");
      this.series = stats.ordered("series", "the same in their order");
    }

    /** Comes, waits, is served and goes. */
    private final class Customer extends Event {
      private long cameAtPs = -1;
      private long takesPs;
      private boolean served;

      Customer() {
        super(Phase.ISSUE);
      }

      @Override
      protected void fire(long nowPs) {
        if (served) {
          servers.release();
        } else if (cameAtPs >= 0) {
          waits.record(nowPs - cameAtPs);
          series.record(nowPs - cameAtPs);
          served = true;
          sim.after(takesPs, this);
        } else {
          cameAtPs = nowPs;
          takesPs = services.exponentialPs(servicePs);
          if (--left > 0) {
            sim.after(arrivals.exponentialPs(betweenPs), new Customer());
          }
          servers.acquire(this);
        }
      }
    }
  }
}
