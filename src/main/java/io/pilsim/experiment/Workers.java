package io.pilsim.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/**
 * Does pieces of work, begun in their order, on so many threads: whoever is free takes the next.
 */
public final class Workers {
  private static final int AHEAD = 256;

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

  /**
   * Makes so many things and hands them over in their order: what the threads are ahead of the one
   * that takes is bounded.
   */
  public static <T, E extends Exception> void inOrder(
      int pieces, int threads, IntFunction<T> make, Taker<T, E> take) throws E {
    for (int from = 0; from < pieces; from += AHEAD) {
      int begin = from;
      List<T> made = new ArrayList<>(Collections.nCopies(Math.min(AHEAD, pieces - from), null));
      each(made.size(), threads, i -> made.set(i, make.apply(begin + i)));
      for (T each : made) {
        take.accept(each);
      }
    }
  }

  /** Who takes what was made. */
  public interface Taker<T, E extends Exception> {
    void accept(T made) throws E;
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
