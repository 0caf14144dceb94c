package io.pilsim.software.secure;

import io.pilsim.hardware.cpu.Registers;
import io.pilsim.hardware.fabric.Firewall;
import io.pilsim.hardware.memory.Bytes;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.software.routine.Routine;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * TrustZone's peripheral authentication service.
 *
 * <p><b>Models:</b> the signature over header and hash segment checked when the metadata arrives,
 * the file bytes of every loaded segment hashed and compared before the processor may run, memory
 * given to the processor while it runs, the resource table, refusal of what is not bridged or not
 * in order.
 *
 * <p><b>Does not model:</b> encrypted images, rollback protection, the chain of certificates.
 *
 * <p>Source: what drivers/firmware/qcom/qcom_scm.c of Linux 6.18 asks and expects; the firmware
 * itself is not public.
 */
final class PasService {
  private static final long BUFFER_NOT_SUFFICIENT = 20;

  private final SecureParams params;
  private final PhysicalMemory memory;
  private final Firewall firewall;
  private final ShmBridges bridges;
  private final List<PasImage> images;

  PasService(
      SecureParams params,
      PhysicalMemory memory,
      Firewall firewall,
      ShmBridges bridges,
      List<PasImage> images) {
    this.params = params;
    this.memory = memory;
    this.firewall = firewall;
    this.bridges = bridges;
    this.images = List.copyOf(images);
  }

  Routine<Registers> initImage() {
    Routine<Registers> verify =
        Routine.<Registers>named("verify")
            .work("signature", params.signature().modelPath(), x -> signaturesPs())
            .act("compare", this::checkMetadata)
            .build();
    return Routine.<Registers>named("init_image")
        .compute("entry", params.entry())
        .compute("receive", params.initImage())
        .act("read_metadata", this::readMetadata)
        .callIf(this::isAccepted, verify, x -> x)
        .act("answer", this::answer)
        .compute("exit", params.exit())
        .build();
  }

  Routine<Registers> memSetup() {
    return Routine.<Registers>named("mem_setup")
        .compute("entry", params.entry())
        .compute("check", params.memSetup())
        .act("place", this::place)
        .act("answer", this::answer)
        .compute("exit", params.exit())
        .build();
  }

  Routine<Registers> authenticate() {
    Routine<Registers> hash =
        Routine.<Registers>named("verify")
            .work("hash", params.hash().modelPath(), this::imageHashPs)
            .act("compare", this::checkImage)
            .build();
    Routine<Registers> start =
        Routine.<Registers>named("start").act("reset", this::releaseReset).build();
    return Routine.<Registers>named("auth_and_reset")
        .compute("entry", params.entry())
        .compute("prepare", params.authenticate())
        .act("check_order", this::checkOrder)
        .callIf(this::isAccepted, hash, x -> x)
        .callIf(this::isAccepted, start, x -> x)
        .act("answer", this::answer)
        .compute("exit", params.exit())
        .build();
  }

  Routine<Registers> shutdown() {
    return Routine.<Registers>named("pas_shutdown")
        .compute("entry", params.entry())
        .compute("stop", params.shutdown())
        .act("hold_reset", this::holdReset)
        .act("answer", this::answer)
        .compute("exit", params.exit())
        .build();
  }

  /** The table does not come by {@link #answer}: it has results beside the status. */
  Routine<Registers> resourceTable() {
    return Routine.<Registers>named("get_rsctable")
        .compute("entry", params.entry())
        .compute("collect", params.resourceTable())
        .act("write_table", this::writeTable)
        .compute("exit", params.exit())
        .build();
  }

  private Optional<PasImage> find(Registers x) {
    for (PasImage image : images) {
      if (image.isNamedBy(x)) {
        return Optional.of(image);
      }
    }
    return Optional.empty();
  }

  private PasImage of(Registers x) {
    return find(x).orElseThrow();
  }

  private boolean isAccepted(Registers x) {
    return find(x).isPresent() && of(x).status == SecureResult.OK;
  }

  private int answer(Registers x) {
    return SecureResult.end(x, isAccepted(x) ? SecureResult.OK : SecureResult.REFUSED);
  }

  private boolean isVisible(long address, long bytes) {
    return !params.refusesUnbridged() || bridges.cover(address, bytes);
  }

  private int readMetadata(Registers x) {
    Optional<PasImage> image = find(x);
    long address = x.get(3);
    if (image.isPresent()) {
      image.get().status = SecureResult.REFUSED;
      if (!image.get().running && isVisible(address, ImageMetadata.HEADER_BYTES)) {
        receive(image.get(), address);
      }
    }
    return 0;
  }

  private void receive(PasImage image, long address) {
    long size = ImageMetadata.sizeOf(count -> memory.read(address, count));
    if (size > 0 && isVisible(address, size)) {
      image.metadata = ImageMetadata.parse(memory.read(address, (int) size));
      image.status = image.metadata.isPresent() ? SecureResult.OK : SecureResult.REFUSED;
    }
  }

  private long signaturesPs() {
    return params.signature().timesPs(params.signatures());
  }

  private int checkMetadata(Registers x) {
    PasImage image = of(x);
    boolean genuine = image.metadata.orElseThrow().isGenuine(params.acceptsOpaque());
    image.status = genuine ? SecureResult.OK : SecureResult.REFUSED;
    if (!genuine) {
      image.metadata = Optional.empty();
    }
    return 0;
  }

  private int place(Registers x) {
    find(x).ifPresent(image -> place(image, x.get(3), x.get(4)));
    return 0;
  }

  private static void place(PasImage image, long base, long bytes) {
    boolean fits =
        image.metadata.isPresent()
            && base >= image.carveoutBase
            && base + bytes <= image.carveoutBase + image.carveoutBytes;
    image.status = fits ? SecureResult.OK : SecureResult.REFUSED;
    image.base = fits ? base : image.base;
  }

  private int checkOrder(Registers x) {
    find(x)
        .ifPresent(
            image ->
                image.status =
                    image.metadata.isPresent()
                            && !image.running
                            && isVisible(image.carveoutBase, image.carveoutBytes)
                        ? SecureResult.OK
                        : SecureResult.REFUSED);
    return 0;
  }

  private long imageHashPs(Registers x) {
    return params.hash().toPs(of(x).metadata.orElseThrow().hashedBytes());
  }

  private int checkImage(Registers x) {
    PasImage image = of(x);
    ImageMetadata metadata = image.metadata.orElseThrow();
    boolean genuine =
        metadata.segmentsMatch(
            image.base, (address, bytes) -> digest(metadata.algorithm(), address, bytes));
    image.status = genuine ? SecureResult.OK : SecureResult.REFUSED;
    return 0;
  }

  private byte[] digest(String algorithm, long address, long bytes) {
    return algorithm.equals("SHA-384")
        ? memory.sha384(address, bytes)
        : HashTable.digest(algorithm, memory.read(address, (int) bytes));
  }

  private int releaseReset(Registers x) {
    PasImage image = of(x);
    firewall.assign(image.carveoutBase, image.carveoutBytes, image.owner);
    image.running = true;
    image.reset.release(image.metadata.orElseThrow().entryAddress(image.base));
    return 0;
  }

  private int holdReset(Registers x) {
    find(x).ifPresent(this::hold);
    return 0;
  }

  private void hold(PasImage image) {
    image.status = image.running ? SecureResult.OK : SecureResult.REFUSED;
    if (image.running) {
      image.reset.hold();
      image.running = false;
      firewall.release(image.carveoutBase, image.carveoutBytes);
      image.metadata = Optional.empty();
    }
  }

  private int writeTable(Registers x) {
    Optional<PasImage> image = find(x);
    long page = x.get(5);
    boolean known = image.isPresent() && isVisible(page, 2 * Long.BYTES);
    if (!known) {
      return SecureResult.end(x, SecureResult.REFUSED);
    }
    long in = x.get(3);
    long inBytes = x.get(4);
    long out = memory.readWord(page);
    long outBytes = memory.readWord(page + Long.BYTES);
    byte[] table = table(image.get(), in, inBytes);
    if (table.length == 0 || !isVisible(out, outBytes)) {
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
    if (!isVisible(in, inBytes)) {
      return new byte[0];
    }
    return image.resourceTable.length > 0
        ? Arrays.copyOf(image.resourceTable, image.resourceTable.length)
        : memory.read(in, (int) inBytes);
  }
}
