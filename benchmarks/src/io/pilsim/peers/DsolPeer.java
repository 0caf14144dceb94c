package io.pilsim.peers;

import nl.tudelft.simulation.dsol.experiment.SingleReplication;
import nl.tudelft.simulation.dsol.formalisms.eventscheduling.Executable;
import nl.tudelft.simulation.dsol.model.AbstractDsolModel;
import nl.tudelft.simulation.dsol.simulators.DevsSimulator;

/** DSOL 4.3.2 with its usual list: a new event each time, for an executable that stays. */
final class DsolPeer implements Peer {
  private static final double FOR_EVER = 1e300;
  private static final int HIGHEST_PRIORITY = 10;

  private final DevsSimulator<Double> sim = new DevsSimulator<>("peer");
  private final Executable[] actors;
  private final Workload workload;

  DsolPeer(Workload workload) {
    this.workload = workload;
    actors = new Executable[workload.actors()];
    for (int i = 0; i < actors.length; i++) {
      int actor = i;
      actors[i] = () -> workload.act(this, actor);
    }
  }

  @Override
  public void schedule(int actor, int rank, long delayPs) {
    sim.scheduleEventRel((double) delayPs, (short) (HIGHEST_PRIORITY - rank), actors[actor]);
  }

  @Override
  public void run() {
    sim.initialize(new Model(), new SingleReplication<>("peer", 0.0, 0.0, FOR_EVER));
    sim.start(); // in a thread of its own
  }

  private final class Model extends AbstractDsolModel<Double, DevsSimulator<Double>> {
    private static final long serialVersionUID = 1;

    Model() {
      super(sim);
    }

    @Override
    public void constructModel() {
      workload.begin(DsolPeer.this);
    }
  }
}
