package io.pilsim.software.linux.smmuv3;

import io.pilsim.software.routine.Routine;

/** A list of commands put into a queue, as rows. */
final class CommandIssue {
  private static final String TOPOLOGY = "cpu.topology";

  private final QueueParams params;
  private final CommandQueueTlb tlb;

  CommandIssue(QueueParams params, CommandQueueTlb tlb) {
    this.params = params;
    this.tlb = tlb;
  }

  Routine<CommandList> routine() {
    return Routine.<CommandList>named("issue_cmdlist")
        .act("irqs_off", tlb::irqsOff)
        .compute("begin", params.begin())
        .call(tlb.adds() ? addition() : exchange(), list -> list)
        .work("write_commands", params.writeCommand().modelPath(), this::writePs)
        .act("write", tlb::write)
        .callIf(list -> list.sync, enter(), list -> list)
        .work("set_valid", TOPOLOGY, list -> list.queue.validity.writePs(list.core))
        .act("valid", list -> list.queue.markWritten(list))
        .callIf(list -> list.owner, publish(), list -> list)
        .callIf(list -> list.sync, awaitSync(), list -> list)
        .act("irqs_on", tlb::irqsOn)
        .build();
  }

  private Routine<CommandList> noRoom() {
    return Routine.<CommandList>named("queue_full")
        .compute("read_cons", params.readConsumer())
        .act("ask", list -> list.queue.awaitSpace(list))
        .spin("room", list -> list.space)
        .build();
  }

  private Routine<CommandList> exchange() {
    Routine<CommandList> retry =
        Routine.<CommandList>named("again")
            .compute("retry", params.retry())
            .act("at_once", list -> list.queue.tryAgain(list, params.retry().fixedPs()))
            .build();
    Routine<CommandList> attempt =
        Routine.<CommandList>named("attempt")
            .callWhile(list -> !list.queue.hasSpace(list), noRoom(), list -> list)
            .work("cmpxchg", TOPOLOGY, list -> list.queue.reservation.writePs(list.core))
            .act("compare", list -> list.queue.compareAndExchange(list))
            .callIf(list -> !list.reserved, retry, list -> list)
            .build();
    return Routine.<CommandList>named("reserve")
        .work("read_llq", TOPOLOGY, list -> list.queue.reservation.readPs(list.core))
        .act("look", list -> list.queue.look(list))
        .callWhile(list -> !list.reserved, attempt, list -> list)
        .build();
  }

  /** Whoever adds must know before that there is room: the ring holds a list of every CPU. */
  private Routine<CommandList> addition() {
    return Routine.<CommandList>named("reserve")
        .callWhile(list -> !list.queue.hasSpace(list), noRoom(), list -> list)
        .work("fetch_add", TOPOLOGY, list -> list.queue.reservation.writePs(list.core))
        .act("add", list -> list.queue.add(list))
        .build();
  }

  /** Whoever will wait for a sync keeps the queue from running over its entries. */
  private static Routine<CommandList> enter() {
    return Routine.<CommandList>named("shared_lock")
        .work("count_in", TOPOLOGY, list -> list.queue.control.writePs(list.core))
        .act("enter", list -> list.queue.beginSync())
        .build();
  }

  private Routine<CommandList> publish() {
    return Routine.<CommandList>named("publish")
        .act("ask_turn", list -> list.queue.awaitTurn(list))
        .spin("turn", list -> list.ownerTurn)
        .work("read_owner", TOPOLOGY, list -> list.queue.control.readPs(list.core))
        .work("stop_gathering", TOPOLOGY, list -> list.queue.reservation.writePs(list.core))
        .act("gathered", list -> list.queue.stopGathering(list))
        .spin("all_written", list -> list.written)
        .work("read_valid", TOPOLOGY, list -> list.queue.validity.readPs(list.core))
        .compute("write_prod", params.publish())
        .act("publish", list -> list.queue.publish(list))
        .work("pass_owner", TOPOLOGY, list -> list.queue.control.writePs(list.core))
        .act("pass_turn", list -> list.queue.passTurn(list))
        .build();
  }

  private Routine<CommandList> awaitSync() {
    Routine<CommandList> look =
        Routine.<CommandList>named("look").compute("read_cons", params.readConsumer()).build();
    Routine.Builder<CommandList> rows = Routine.<CommandList>named("cmd_sync");
    if (params.msi()) {
      rows.spin("word", list -> list.synced);
    } else {
      rows.callWhile(list -> !list.queue.isConsumed(list), look, list -> list);
    }
    return rows.work("come_back", params.remoteSync().modelPath(), tlb::remotePs)
        .work("count_out", TOPOLOGY, list -> list.queue.control.writePs(list.core))
        .act("leave", list -> list.queue.endSync())
        .build();
  }

  private long writePs(CommandList list) {
    return params.writeCommand().timesPs(list.entries());
  }
}
