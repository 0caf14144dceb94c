package io.pilsim.experiment.replay;

import io.pilsim.flow.TraceStep;
import io.pilsim.flow.TraceStep.Kind;
import io.pilsim.flow.TraceTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Another way to do what a trace did. */
public enum Strategy {
  /** Every mapping as it was. */
  AS_RECORDED {
    @Override
    List<TraceTask> of(List<TraceTask> tasks) {
      return tasks;
    }
  },
  /** Mappings, and unmaps, that lie next to each other and follow each other are one. */
  COALESCED {
    @Override
    List<TraceTask> of(List<TraceTask> tasks) {
      return tasks.stream().map(task -> task.doing(merged(task.steps()))).toList();
    }
  },
  /** Mappings of a large page or more begin at one, in both address spaces. */
  ALIGNED {
    @Override
    List<TraceTask> of(List<TraceTask> tasks) {
      Map<String, Long> moved = new HashMap<>();
      long[] next = {0};
      return tasks.stream().map(task -> task.doing(aligned(task.steps(), moved, next))).toList();
    }
  },
  /** What is mapped again as it was is not unmapped in between. */
  KEPT {
    @Override
    List<TraceTask> of(List<TraceTask> tasks) {
      return tasks.stream().map(task -> task.doing(kept(task.steps()))).toList();
    }
  };

  private static final long LARGE = 64L << 10;
  private static final long BLOCK = 2L << 20;

  abstract List<TraceTask> of(List<TraceTask> tasks);

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<TraceStep> merged(List<TraceStep> steps) {
    List<TraceStep> merged = new ArrayList<>();
    for (TraceStep step : steps) {
      TraceStep last = merged.isEmpty() ? step : merged.get(merged.size() - 1);
      if (!merged.isEmpty() && continues(last, step)) {
        TraceStep both =
            last.of(last.iova(), last.physical(), last.bytes() + step.bytes())
                .thinking(last.thinkPs() + step.thinkPs());
        merged.set(merged.size() - 1, both);
      } else {
        merged.add(step);
      }
    }
    return merged;
  }

  private static boolean continues(TraceStep last, TraceStep step) {
    boolean ranges = step.kind() == Kind.MAP || step.kind() == Kind.UNMAP;
    boolean physical =
        step.kind() == Kind.UNMAP || step.physical() == last.physical() + last.bytes();
    return ranges
        && last.kind() == step.kind()
        && last.device() == step.device()
        && step.iova() == last.end()
        && physical;
  }

  /** Fresh addresses, one after another, the same for each range. */
  private static List<TraceStep> aligned(
      List<TraceStep> steps, Map<String, Long> moved, long[] next) {
    List<TraceStep> aligned = new ArrayList<>();
    for (TraceStep step : steps) {
      String range = step.device() + " " + step.iova() + " " + step.bytes();
      if (step.kind() == Kind.MAP && step.bytes() >= LARGE) {
        Long at = moved.get(range);
        if (at == null) {
          at = (next[0] + BLOCK - 1) & -BLOCK;
          next[0] = at + step.bytes();
          moved.put(range, at);
        }
        aligned.add(step.of(ALIGNED_BASE + at, ALIGNED_BASE + at, step.bytes()));
      } else if (step.kind() == Kind.UNMAP && moved.containsKey(range)) {
        aligned.add(step.of(ALIGNED_BASE + moved.get(range), 0, step.bytes()));
      } else {
        aligned.add(step);
      }
    }
    return aligned;
  }

  private static final long ALIGNED_BASE = 1L << 34;

  /** An unmap and the next map of that range go, when they are the same task's and domain's. */
  private static List<TraceStep> kept(List<TraceStep> steps) {
    boolean[] gone = new boolean[steps.size()];
    Map<String, Integer> unmapped = new HashMap<>();
    Map<String, Long> physical = new HashMap<>();
    for (int i = 0; i < gone.length; i++) {
      TraceStep step = steps.get(i);
      String range = step.device() + " " + step.iova() + " " + step.bytes();
      if (step.kind() == Kind.UNMAP) {
        unmapped.put(range, i);
      } else if (step.kind() == Kind.MAP) {
        Integer before = unmapped.remove(range);
        Long was = physical.put(range, step.physical());
        if (before != null && was != null && was == step.physical()) {
          gone[before] = true;
          gone[i] = true;
        }
      } else if (step.kind() == Kind.DETACH) {
        unmapped.clear();
      }
    }
    List<TraceStep> kept = new ArrayList<>();
    long thinkPs = 0;
    for (int i = 0; i < gone.length; i++) {
      TraceStep step = steps.get(i);
      thinkPs += step.thinkPs();
      if (!gone[i]) {
        kept.add(step.thinking(thinkPs));
        thinkPs = 0;
      }
    }
    return kept;
  }
}
