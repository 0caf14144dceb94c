package io.pilsim.platform;

import java.util.List;

/**
 * What a flow with a fault in it came to, and what it left when all that ran had been shut down.
 *
 * @param states where the flow took each processor, such as {@code adsp RUNNING}
 * @param stuck threads that will never come to their end, each with what it waits for
 * @param left what is still there and should not, or does not work any more
 */
public record Aftermath(List<String> states, List<String> stuck, List<String> left) {
  public Aftermath {
    states = List.copyOf(states);
    stuck = List.copyOf(stuck);
    left = List.copyOf(left);
  }
}
