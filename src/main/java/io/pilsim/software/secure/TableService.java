package io.pilsim.software.secure;

import io.pilsim.hardware.cpu.Registers;
import io.pilsim.hardware.memory.Bytes;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.software.routine.Routine;
import java.util.List;

/**
 * The call that returns a processor's resource table, or says how large a buffer it takes.
 *
 * <p>Source: Linux after v10 of the series, drivers/firmware/qcom/qcom_scm.c,
 * qcom_scm_pas_get_rsc_table; the table itself is not public.
 */
final class TableService {
  private static final long BUFFER_NOT_SUFFICIENT = 20;

  private final SecureParams params;
  private final PhysicalMemory memory;
  private final Visibility visibility;
  private final List<PasImage> images;
  private final YieldingCall yielding;

  TableService(
      SecureParams params,
      PhysicalMemory memory,
      Visibility visibility,
      List<PasImage> images,
      YieldingCall yielding) {
    this.params = params;
    this.memory = memory;
    this.visibility = visibility;
    this.images = List.copyOf(images);
    this.yielding = yielding;
  }

  Routine<Registers> resourceTable() {
    return yielding
        .rows("get_rsctable")
        .monitor("entry", params.entry())
        .compute("collect", params.resourceTable())
        .answer("write_table", this::writeTable)
        .monitor("exit", params.exit())
        .build();
  }

  private int writeTable(Registers x) {
    for (PasImage image : images) {
      if (image.isNamedBy(x)) {
        return writeTable(image, x);
      }
    }
    return SecureResult.end(x, SecureResult.REFUSED);
  }

  private int writeTable(PasImage image, Registers x) {
    long page = x.get(5);
    if (!visibility.includes(page, 2 * Long.BYTES)) {
      return SecureResult.end(x, SecureResult.REFUSED);
    }
    long out = memory.readWord(page);
    long outBytes = memory.readWord(page + Long.BYTES);
    byte[] table = table(image, x.get(3), x.get(4));
    if (table.length == 0 || !visibility.includes(out, outBytes)) {
      return SecureResult.end(x, SecureResult.REFUSED);
    }
    if (table.length > outBytes) {
      return SecureResult.end(x, SecureResult.REFUSED, 0, BUFFER_NOT_SUFFICIENT, table.length);
    }
    memory.copyIn(out, Bytes.of(table));
    return SecureResult.end(x, SecureResult.OK, 0, 0, table.length);
  }

  /** The image's own table where TrustZone has none; nothing when the input is not to be seen. */
  private byte[] table(PasImage image, long in, long inBytes) {
    if (!visibility.includes(in, inBytes)) {
      return new byte[0];
    }
    return image.resourceTable.length > 0
        ? image.resourceTable.clone()
        : memory.read(in, (int) inBytes);
  }
}
