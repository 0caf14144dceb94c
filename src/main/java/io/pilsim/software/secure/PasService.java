package io.pilsim.software.secure;

import io.pilsim.hardware.cpu.Registers;
import io.pilsim.hardware.fabric.Firewall;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.software.routine.Routine;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * TrustZone's peripheral authentication service.
 *
 * <p><b>Models:</b> the signature over header and hash segment checked when the metadata arrives,
 * the file bytes of every loaded segment hashed and compared before the processor may run, memory
 * given to the processor while it runs, refusal of what is not bridged or not in order. A call that
 * fails on its way back leaves everything as it was; stopping a processor is the last thing that
 * its call does, for that cannot be taken back.
 *
 * <p><b>Does not model:</b> encrypted images, rollback protection, the chain of certificates.
 *
 * <p>Source: what drivers/firmware/qcom/qcom_scm.c of Linux 6.18 asks and expects; the firmware
 * itself is not public.
 */
final class PasService {
  private final SecureParams params;
  private final PhysicalMemory memory;
  private final Firewall firewall;
  private final Visibility visibility;
  private final List<PasImage> images;
  private final YieldingCall yielding;
  private Optional<PasImage> current = Optional.empty();

  PasService(
      SecureParams params,
      PhysicalMemory memory,
      Firewall firewall,
      Visibility visibility,
      List<PasImage> images,
      YieldingCall yielding) {
    this.params = params;
    this.memory = memory;
    this.firewall = firewall;
    this.visibility = visibility;
    this.images = List.copyOf(images);
    this.yielding = yielding;
  }

  Routine<Registers> initImage() {
    Routine<Registers> verify =
        yielding
            .rows("verify")
            .work("signature", params.signature().modelPath(), x -> signaturesPs())
            .act("compare", x -> checkMetadata(current.orElseThrow()))
            .build();
    return yielding
        .rows("init_image")
        .monitor("entry", params.entry())
        .compute("receive", params.initImage())
        .act("read_metadata", this::readMetadata)
        .callIf(x -> isAccepted(), verify)
        .undo(undo("forget", PasService::forgetMetadata))
        .answer("answer", this::answer)
        .monitor("exit", params.exit())
        .build();
  }

  Routine<Registers> memSetup() {
    return yielding
        .rows("mem_setup")
        .monitor("entry", params.entry())
        .compute("check", params.memSetup())
        .act("place", this::place)
        .undo(undo("put_back", image -> image.base = image.baseBefore))
        .answer("answer", this::answer)
        .monitor("exit", params.exit())
        .build();
  }

  Routine<Registers> authenticate() {
    Routine<Registers> hash =
        yielding
            .rows("verify")
            .work("hash", params.hash().modelPath(), x -> imageHashPs())
            .act("compare", x -> checkImage(current.orElseThrow()))
            .build();
    Routine<Registers> start =
        yielding.rows("start").act("reset", x -> releaseReset(current.orElseThrow())).build();
    return yielding
        .rows("auth_and_reset")
        .monitor("entry", params.entry())
        .compute("prepare", params.authenticate())
        .act("check_order", this::checkOrder)
        .callIf(x -> isAccepted(), hash)
        .callIf(x -> isAccepted(), start)
        .undo(undo("hold", this::takeBack))
        .answer("answer", this::answer)
        .monitor("exit", params.exit())
        .build();
  }

  Routine<Registers> shutdown() {
    return yielding
        .rows("pas_shutdown")
        .monitor("entry", params.entry())
        .compute("stop", params.shutdown())
        .monitor("exit", params.exit())
        .answer("hold_reset", this::holdReset)
        .build();
  }

  /** What is done to the image of the call when the call fails; nothing when it names none. */
  private Routine<Registers> undo(String name, Consumer<PasImage> effect) {
    return Routine.<Registers>named(name)
        .act(
            "image",
            x -> {
              current.ifPresent(effect);
              return 0;
            })
        .build();
  }

  private void find(Registers x) {
    current = Optional.empty();
    for (PasImage image : images) {
      if (image.isNamedBy(x)) {
        current = Optional.of(image);
      }
    }
  }

  private boolean isAccepted() {
    return current.isPresent() && current.get().status == SecureResult.OK;
  }

  private int answer(Registers x) {
    return SecureResult.end(x, isAccepted() ? SecureResult.OK : SecureResult.REFUSED);
  }

  private int readMetadata(Registers x) {
    find(x);
    long address = x.get(3);
    if (current.isPresent()) {
      PasImage image = current.get();
      image.status = SecureResult.REFUSED;
      if (!image.running && visibility.includes(address, ImageMetadata.HEADER_BYTES)) {
        receive(image, address);
      }
    }
    return 0;
  }

  private void receive(PasImage image, long address) {
    long size = ImageMetadata.sizeOf(count -> memory.read(address, count));
    if (size > 0 && visibility.includes(address, size)) {
      image.received = ImageMetadata.parse(memory.read(address, (int) size));
      image.metadata = Optional.empty();
      image.status = image.received.isPresent() ? SecureResult.OK : SecureResult.REFUSED;
    }
  }

  private long signaturesPs() {
    return params.signature().timesPs(params.signatures());
  }

  private int checkMetadata(PasImage image) {
    boolean genuine = image.received.orElseThrow().isGenuine(params.acceptsOpaque());
    image.status = genuine ? SecureResult.OK : SecureResult.REFUSED;
    image.metadata = genuine ? image.received : Optional.empty();
    return 0;
  }

  private static void forgetMetadata(PasImage image) {
    image.metadata = Optional.empty();
  }

  private int place(Registers x) {
    find(x);
    if (current.isPresent()) {
      place(current.get(), x.get(3), x.get(4));
    }
    return 0;
  }

  private static void place(PasImage image, long base, long bytes) {
    boolean fits =
        image.metadata.isPresent()
            && base >= image.carveoutBase
            && base + bytes <= image.carveoutBase + image.carveoutBytes;
    image.status = fits ? SecureResult.OK : SecureResult.REFUSED;
    image.baseBefore = image.base;
    image.base = fits ? base : image.base;
  }

  private int checkOrder(Registers x) {
    find(x);
    if (current.isPresent()) {
      PasImage image = current.get();
      boolean inOrder =
          image.metadata.isPresent()
              && !image.running
              && visibility.includes(image.carveoutBase, image.carveoutBytes);
      image.status = inOrder ? SecureResult.OK : SecureResult.REFUSED;
    }
    return 0;
  }

  private long imageHashPs() {
    return params.hash().toPs(current.orElseThrow().metadata.orElseThrow().hashedBytes());
  }

  private int checkImage(PasImage image) {
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

  private int releaseReset(PasImage image) {
    firewall.assign(image.carveoutBase, image.carveoutBytes, image.owner);
    image.running = true;
    image.reset.release(image.metadata.orElseThrow().entryAddress(image.base));
    return 0;
  }

  /** The processor into reset, its memory to the operating system. */
  private void takeBack(PasImage image) {
    if (image.running && image.status == SecureResult.OK) {
      image.reset.hold();
      image.running = false;
      firewall.release(image.carveoutBase, image.carveoutBytes);
    }
  }

  private int holdReset(Registers x) {
    find(x);
    if (current.isPresent()) {
      PasImage image = current.get();
      image.status = image.running ? SecureResult.OK : SecureResult.REFUSED;
      takeBack(image);
      image.metadata = image.status == SecureResult.OK ? Optional.empty() : image.metadata;
    }
    return answer(x);
  }
}
