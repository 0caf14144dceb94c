package io.pilsim.experiment;

/** Is told how far a study has come; from several threads. */
public interface Progress {
  Progress NONE =
      new Progress() {
        @Override
        public void begin(int runs) {}

        @Override
        public void step() {}
      };

  /** So many more runs lie ahead; fewer where some turn out to be done already. */
  void begin(int runs);

  /** One of them is done. */
  void step();
}
