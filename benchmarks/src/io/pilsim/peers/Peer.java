package io.pilsim.peers;

/**
 * An event engine in its own style: it keeps time as its users keep it, and makes or keeps its
 * events as its users do. Actors are numbered from 0; each has at most one event pending.
 */
public interface Peer {
  /** Lets an actor act after a delay in picoseconds; at equal times the lower rank acts first. */
  void schedule(int actor, int rank, long delayPs);

  /** Begins the workload and fires its events for ever: its meter ends the process. */
  void run();

  /** What happens when an actor's event fires. */
  interface Workload {
    /** How many actors there are. */
    int actors();

    /** Schedules what is pending at the start. */
    void begin(Peer peer);

    void act(Peer peer, int actor);
  }
}
