package io.pilsim.flow;

/** What makes a remote processor crash. */
public enum Crash {
  /** It hangs; its watchdog notices. */
  WATCHDOG {
    @Override
    void befall(ProcessorView processor) {
      processor.hang();
    }
  },
  /** It gives up. */
  FATAL {
    @Override
    void befall(ProcessorView processor) {
      processor.fail();
    }
  },
  /** It reads memory that it has not; where Linux owns the SMMU, Linux is told. */
  MMUFAULT {
    @Override
    void befall(ProcessorView processor) {
      processor.strayRead();
    }
  };

  abstract void befall(ProcessorView processor);
}
