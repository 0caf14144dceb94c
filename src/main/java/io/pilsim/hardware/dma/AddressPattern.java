package io.pilsim.hardware.dma;

/** Which address comes next. */
public interface AddressPattern {
  long next();
}
