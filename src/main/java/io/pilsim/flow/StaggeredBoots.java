package io.pilsim.flow;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.software.routine.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Boots remote processors, each at an instant of its own, as a log shows them: from the line that
 * names the image, which comes when the file has been read, to the one that says it is up.
 */
public final class StaggeredBoots implements Story {
  private static final String FIRST = FlowStages.BOOT.steps().get(0);

  private final Fleet fleet;
  private final List<Long> startsPs;

  /**
   * @param startsPs of each member of the fleet
   */
  public StaggeredBoots(Fleet fleet, List<Long> startsPs) {
    this.fleet = fleet;
    this.startsPs = List.copyOf(startsPs);
  }

  @Override
  public boolean run(long limitPs) {
    for (int i = 0; i < startsPs.size(); i++) {
      fleet.sim().after(startsPs.get(i), new Start(fleet.members().get(i).threads()));
    }
    boolean up = fleet.settle(limitPs);
    for (Fleet.Member each : fleet.members()) {
      up &= each.threads().isIdle() && each.threads().result() == 0;
    }
    return up;
  }

  /** From the one line to the other, of each processor. */
  public List<Long> loggedPs() {
    List<Long> logged = new ArrayList<>();
    for (Fleet.Member each : fleet.members()) {
      String read = FlowStages.BOOT.routine() + "." + each.name() + "." + FIRST;
      long readPs = 0;
      for (Span span : each.threads().spans()) {
        readPs += span.path().equals(read) ? span.totalPs() : 0;
      }
      logged.add(each.threads().tookPs() - readPs);
    }
    return logged;
  }

  /** One processor's turn has come. */
  private static final class Start extends Event {
    private final ProcessorThreads threads;

    Start(ProcessorThreads threads) {
      super(Phase.ISSUE);
      this.threads = threads;
    }

    @Override
    protected void fire(long nowPs) {
      threads.boot(result -> {});
    }
  }
}
