package io.pilsim.peers;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;

/** Either engine of pilsim: an actor is an event that is scheduled again and again. */
final class PilsimPeer implements Peer {
  private static final Phase[] PHASES = Phase.values();

  private final Simulator sim;
  private final Workload workload;
  private final Actor[] actors;

  PilsimPeer(Simulator sim, Workload workload) {
    this.sim = sim;
    this.workload = workload;
    this.actors = new Actor[workload.actors()];
  }

  @Override
  public void schedule(int actor, int rank, long delayPs) {
    Actor event = actors[actor];
    if (event == null) {
      event = new Actor(actor, PHASES[rank]);
      actors[actor] = event;
    }
    sim.after(delayPs, event);
  }

  @Override
  public void run() {
    workload.begin(this);
    sim.runToQuiescence(Long.MAX_VALUE);
  }

  private final class Actor extends Event {
    private final int actor;

    Actor(int actor, Phase phase) {
      super(phase);
      this.actor = actor;
    }

    @Override
    protected void fire(long nowPs) {
      workload.act(PilsimPeer.this, actor);
    }
  }
}
