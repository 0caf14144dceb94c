package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.smmu.SetAssociative;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Carries invalidations out: at once in the caches that all interfaces share, and a link later at
 * the interfaces.
 */
final class Invalidations {
  private final TranslationControl control;
  private final List<DeviceInterface> interfaces;
  private final InFlight inFlight;
  private final Simulator sim;
  private final long linkPs;
  private final ArrayDeque<Invalidation> idle = new ArrayDeque<>();
  private final Counter commands;

  /**
   * Of one SMMU.
   *
   * @param linkPs from the SMMU to an interface
   */
  Invalidations(
      TranslationControl control,
      List<DeviceInterface> interfaces,
      Circuit circuit,
      long linkPs,
      StatGroup stats) {
    this.control = control;
    this.interfaces = interfaces;
    this.inFlight = circuit.inFlight();
    this.sim = circuit.sim();
    this.linkPs = linkPs;
    this.commands = stats.counter("commands", "invalidations carried out");
  }

  /** One to be filled in and carried out. */
  Invalidation next() {
    Invalidation next = idle.isEmpty() ? new Invalidation(this) : idle.pollLast();
    next.attach(sim);
    return next;
  }

  void carryOut(Invalidation command) {
    commands.increment();
    command.enter(inFlight);
    control.invalidate(command);
    command.send(linkPs);
  }

  void arrived(Invalidation command) {
    for (int i = 0; i < interfaces.size(); i++) {
      DeviceInterface device = interfaces.get(i);
      remove(command, device.microTlb.cache);
      remove(command, device.mainTlb.cache);
    }
    inFlight.applied(command.number());
    idle.addLast(command);
  }

  private static void remove(Invalidation command, SetAssociative tlb) {
    command.removeFromInterface(tlb);
  }
}
