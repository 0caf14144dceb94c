package io.pilsim.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does independent pieces of work on so many threads; results come in the order of the work. */
public final class Execution implements AutoCloseable {
  /** What to do with a result, in the order of the work. */
  public interface Sink<T> {
    void accept(int index, T result);
  }

  private final ExecutorService threads;
  private final int ahead;

  public Execution(int threadCount) {
    this.threads =
        Executors.newFixedThreadPool(
            threadCount,
            task -> {
              Thread thread = new Thread(task, "pilsim-run");
              thread.setDaemon(true);
              return thread;
            });
    this.ahead = threadCount * 4;
  }

  /** Only so many results wait for their turn that memory stays flat. */
  public <T> void each(List<Callable<T>> work, Sink<T> sink) {
    List<Future<T>> pending = new ArrayList<>();
    int submitted = 0;
    for (int i = 0; i < work.size(); i++) {
      while (submitted < work.size() && submitted < i + ahead) {
        pending.add(threads.submit(work.get(submitted++)));
      }
      sink.accept(i, result(pending.set(i, null)));
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
