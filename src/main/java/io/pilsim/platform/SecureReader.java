package io.pilsim.platform;

import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.scenario.GuestSmc;
import io.pilsim.software.secure.Contention;
import io.pilsim.software.secure.SecureParams;
import io.pilsim.software.secure.WhenBusy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The leaves below {@code smc} and {@code tz} as the parameters of the secure world. */
final class SecureReader {
  private static final int HEADER_BYTES = 16;
  private static final int VERSION = 1;
  private static final int TYPE_DEVMEM = 1;
  private static final int NAME_BYTES = 32;
  private static final int ENTRY_BYTES = 6 * Integer.BYTES + NAME_BYTES;
  private static final int ROW_CELLS = 4;

  private final ModelReader model;
  private final CostReader costs;

  SecureReader(ModelReader model) {
    this.model = model;
    this.costs = new CostReader(model);
  }

  private static final List<String> SERVICES =
      List.of("init_image", "mem_setup", "authenticate", "resource_table", "shutdown");

  private enum OverOwned {
    REFUSE,
    RESET
  }

  private enum Answer {
    ACCEPT,
    REFUSE
  }

  SecureParams params() {
    return new SecureParams(
        costs.cost("smc.entry"),
        costs.cost("smc.exit"),
        costs.cost("tz.pas.init_image"),
        costs.cost("tz.pas.mem_setup"),
        costs.cost("tz.pas.authenticate"),
        costs.cost("tz.pas.resource_table"),
        costs.cost("tz.pas.shutdown"),
        costs.cost("tz.bridge_create"),
        costs.cost("tz.bridge_delete"),
        costs.duration("tz.auth.signature"),
        model.count("tz.auth.signatures"),
        costs.throughput("tz.auth.hash_bandwidth"),
        model.choice("tz.unbridged", Answer.class) == Answer.REFUSE,
        model.choice("tz.auth.opaque_images", Answer.class) == Answer.ACCEPT,
        model.count("tz.bridges"),
        model.choice("tz.bridge_over_owned", OverOwned.class) == OverOwned.RESET,
        turnPs());
  }

  /** A service that is cut into turns is so by its own time, which must then be a duration. */
  private OptionalLong turnPs() {
    OptionalLong turnPs = model.durationOrNeverPs("tz.preempt_after");
    if (turnPs.isPresent()) {
      for (String service : SERVICES) {
        costs.duration("tz.pas." + service);
      }
    }
    return turnPs;
  }

  /** What else calls TrustZone. */
  Contention contention(Optional<GuestSmc> guest) {
    return guest
        .map(
            calls ->
                new Contention(
                    calls.everyPs(),
                    calls.holdingPs(),
                    model.choice("tz.when_busy", WhenBusy.class),
                    model.count("tz.wait_queues")))
        .orElse(Contention.none());
  }

  /** The resource table that TrustZone returns; no bytes where it has none of its own. */
  static byte[] resourceTable(List<Long> cells) {
    if (cells.isEmpty()) {
      return new byte[0];
    }
    int rows = cells.size() / ROW_CELLS;
    int offsets = rows * Integer.BYTES;
    ByteBuffer table =
        ByteBuffer.allocate(HEADER_BYTES + offsets + rows * ENTRY_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    table.putInt(VERSION).putInt(rows).putLong(0);
    for (int row = 0; row < rows; row++) {
      table.putInt(HEADER_BYTES + offsets + row * ENTRY_BYTES);
    }
    for (int row = 0; row < rows; row++) {
      putEntry(table, cells.subList(row * ROW_CELLS, (row + 1) * ROW_CELLS), "devmem" + row);
    }
    return table.array();
  }

  private static void putEntry(ByteBuffer table, List<Long> cells, String name) {
    table.putInt(TYPE_DEVMEM);
    cells.forEach(cell -> table.putInt(cell.intValue()));
    table.putInt(0);
    byte[] padded = new byte[NAME_BYTES];
    byte[] letters = name.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(letters, 0, padded, 0, letters.length);
    table.put(padded);
  }
}
