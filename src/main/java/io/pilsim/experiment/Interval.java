package io.pilsim.experiment;

/** From low to high, both included. */
public record Interval(double low, double high) {}
