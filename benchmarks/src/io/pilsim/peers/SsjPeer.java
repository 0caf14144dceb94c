package io.pilsim.peers;

import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;
import umontreal.ssj.simevents.eventlist.EventList;

/** SSJ 3.3.2 with one of its event lists: time is a double, an event is scheduled again. */
final class SsjPeer implements Peer {
  private final Simulator executive;
  private final Workload workload;
  private final Actor[] actors;

  SsjPeer(EventList list, Workload workload) {
    this.executive = new Simulator(list);
    this.workload = workload;
    this.actors = new Actor[workload.actors()];
  }

  @Override
  public void schedule(int actor, int rank, long delayPs) {
    Actor event = actors[actor];
    if (event == null) {
      event = new Actor(actor, rank);
      actors[actor] = event;
    }
    event.schedule((double) delayPs);
  }

  @Override
  public void run() {
    executive.init();
    workload.begin(this);
    executive.start();
  }

  private final class Actor extends Event {
    private final int actor;

    Actor(int actor, int rank) {
      super(executive);
      this.actor = actor;
      setPriority(rank);
    }

    @Override
    public void actions() {
      workload.act(SsjPeer.this, actor);
    }
  }
}
