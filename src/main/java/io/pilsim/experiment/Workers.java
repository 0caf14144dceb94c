package io.pilsim.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Does pieces of work, begun in their order, on so many threads: whoever is free takes the next.
 */
public final class Workers {
  private Workers() {}

  /** Throws what the first piece threw that could not be done; the others are then left. */
  public static void each(int pieces, int threads, IntConsumer work) {
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Runnable loop =
        () -> {
          try {
            for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
              work.accept(i);
            }
          } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
            next.set(pieces);
          }
        };
    List<Thread> started = new ArrayList<>();
    for (int i = 1; i < Math.min(threads, pieces); i++) {
      Thread thread = new Thread(loop, "pilsim-sweep");
      thread.setDaemon(true);
      thread.start();
      started.add(thread);
    }
    loop.run();
    for (Thread thread : started) {
      join(thread);
    }
    if (failure.get() instanceof Error error) {
      throw error;
    }
    if (failure.get() instanceof RuntimeException e) {
      throw e;
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
