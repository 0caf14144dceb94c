package io.pilsim.experiment.validation;

/**
 * Where the search for leaves begins, whatever an earlier fit found, and what none is larger than.
 */
enum Search {
  /** From 100 ns, and up to 1 ms. */
  OF_SOFTWARE(1e5, 1e9),
  /** From 1 ms, 1 GB/s or 1 GHz, and up to a thousand times that. */
  OF_MACHINES(1e9, 1e12);

  private final double start;
  private final double most;

  Search(double start, double most) {
    this.start = start;
    this.most = most;
  }

  /** In the leaf's own unit. */
  double start() {
    return start;
  }

  double most() {
    return most;
  }
}
