package io.pilsim.peers;

import java.nio.file.Path;
import jsl.simulation.EventActionIfc;
import jsl.simulation.SchedulingElement;
import jsl.simulation.Simulation;

/** JSL R1.0.12 with its usual calendar: a scheduling element, whose events JSL makes. */
final class JslPeer implements Peer {
  private final Simulation simulation = new Simulation("peer", Path.of("target", "jsl"));
  private final Workload workload;
  private final Actors actors;

  JslPeer(Workload workload) {
    this.workload = workload;
    this.actors = new Actors();
  }

  @Override
  public void schedule(int actor, int rank, long delayPs) {
    actors.schedule(actor, rank, delayPs);
  }

  @Override
  public void run() {
    simulation.run(1, Double.MAX_VALUE);
  }

  private final class Actors extends SchedulingElement {
    private final EventActionIfc<?>[] actions = new EventActionIfc<?>[workload.actors()];

    Actors() {
      super(simulation.getModel());
      for (int i = 0; i < actions.length; i++) {
        int actor = i;
        actions[i] = event -> workload.act(JslPeer.this, actor);
      }
    }

    void schedule(int actor, int rank, long delayPs) {
      scheduleEvent(actions[actor], (double) delayPs, 1 + rank);
    }

    @Override
    protected void initialize() {
      workload.begin(JslPeer.this);
    }
  }
}
