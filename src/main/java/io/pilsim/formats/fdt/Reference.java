package io.pilsim.formats.fdt;

import java.util.List;

/** A phandle resolved, and the cells that follow it, as many as its node's {@code #...-cells}. */
public record Reference(Node node, List<Long> arguments) {
  public Reference {
    arguments = List.copyOf(arguments);
  }
}
