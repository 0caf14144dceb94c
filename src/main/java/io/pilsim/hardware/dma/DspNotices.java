package io.pilsim.hardware.dma;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import java.util.EnumMap;
import java.util.Map;

/** The interrupts that a remote processor raises some time after what makes it do so. */
final class DspNotices {
  private enum Notice {
    READY,
    HANDOVER,
    QMI_RESPONSE,
    SHUTDOWN_ACK,
    STOP_ACK,
    FATAL
  }

  private final DspParams params;
  private final DspSignals signals;
  private final Runnable running;
  private final Simulator sim;
  private final Map<Notice, Delayed> events = new EnumMap<>(Notice.class);

  /**
   * @param running what happens when it is ready, just before it says so
   */
  DspNotices(DspParams params, DspSignals signals, Runnable running, Simulator sim) {
    this.params = params;
    this.signals = signals;
    this.running = running;
    this.sim = sim;
    for (Notice notice : Notice.values()) {
      events.put(notice, new Delayed(notice));
    }
  }

  /** All its code is there: it will run, and later hold its own votes. */
  void boot() {
    send(Notice.READY, params.readyPs());
  }

  /** It has been asked over QMI to shut down, and will say so, and then do so. */
  void answerRequest() {
    send(Notice.QMI_RESPONSE, params.qmiResponsePs());
  }

  void answerStopBit() {
    send(Notice.STOP_ACK, params.stopAckPs());
  }

  /** It writes down why it gives up, and then says that it does. */
  void giveUp() {
    send(Notice.FATAL, params.fatalPs());
  }

  /** Whatever was still to be said will not be. */
  void cancel() {
    events.values().forEach(sim::cancel);
  }

  private void send(Notice notice, long delayPs) {
    Delayed event = events.get(notice);
    sim.cancel(event);
    sim.after(delayPs, event);
  }

  private final class Delayed extends Event {
    private final Notice notice;

    Delayed(Notice notice) {
      super(Phase.COMPLETE);
      this.notice = notice;
    }

    @Override
    protected void fire(long nowPs) {
      switch (notice) {
        case READY -> {
          running.run();
          send(Notice.HANDOVER, params.handoverPs());
          signals.ready();
        }
        case HANDOVER -> signals.handover();
        case QMI_RESPONSE -> {
          send(Notice.SHUTDOWN_ACK, params.shutdownAckPs());
          signals.qmiResponse();
        }
        case SHUTDOWN_ACK -> signals.shutdownAck();
        case STOP_ACK -> signals.stopAck();
        case FATAL -> signals.fatal();
      }
    }
  }
}
