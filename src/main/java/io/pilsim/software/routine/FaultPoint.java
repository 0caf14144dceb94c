package io.pilsim.software.routine;

/**
 * A row of the call tree at which something could go wrong.
 *
 * @param path such as {@code boot.adsp.auth.smc}
 * @param times how often the row began
 * @param releases whether it gives back, or is part of what gives back, something taken before
 * @param timesOut whether it waits for a limited time
 * @param mayHang whether it waits for somebody else at all
 */
public record FaultPoint(
    String path, int times, boolean releases, boolean timesOut, boolean mayHang) {}
