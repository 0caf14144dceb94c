package io.pilsim.platform;

import io.pilsim.formats.mbn.LoadPlan;
import io.pilsim.formats.mbn.MbnImage;
import io.pilsim.formats.mbn.PlacedSegment;
import io.pilsim.formats.mbn.SegmentBytes;
import io.pilsim.hardware.memory.Bytes;
import io.pilsim.software.linux.remoteproc.Firmware;
import io.pilsim.software.secure.ImageMetadata;
import io.pilsim.software.secure.SignatureState;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** A parsed image as the loader is going to see it with a carveout. */
final class FirmwareSource {
  private final MbnImage image;
  private final IdentityHashMap<byte[], Bytes> shared = new IdentityHashMap<>();

  FirmwareSource(MbnImage image) {
    this.image = image;
  }

  /** What of the image the modelled TrustZone cannot check; nothing when it can check all of it. */
  Optional<String> authenticity() {
    Optional<ImageMetadata> metadata = ImageMetadata.parse(image.metadata());
    if (metadata.isEmpty() || metadata.get().signature() == SignatureState.VALID) {
      return Optional.empty();
    }
    if (!metadata.get().hasDigests()) {
      return Optional.of(
          "no digests were recognised in the image, so nothing of it is checked"
              + " (pilsim firmware sign makes them)");
    }
    return metadata.get().signature() == SignatureState.INVALID
        ? Optional.empty()
        : Optional.of("the image's digests are checked, its signature is not of a known kind");
  }

  synchronized Firmware into(ProcessorInput processor) {
    LoadPlan plan = image.plan(processor.carveoutBase(), processor.carveoutBytes());
    List<Firmware.Segment> segments = new ArrayList<>();
    for (PlacedSegment placed : plan.segments()) {
      long offset = placed.address() - processor.carveoutBase();
      Bytes content = bytes(placed.source());
      segments.add(new Firmware.Segment(offset, content, content.size() + placed.zeroBytes()));
    }
    return new Firmware(
        processor.firmwareName(),
        image.fileSize(),
        Bytes.of(image.metadata()),
        segments,
        plan.failure().map(each -> new Firmware.Failure(each.errno(), each.log())),
        image.isRelocatable(),
        image.memorySetupSize().orElse(0),
        Bytes.of(new byte[0]));
  }

  /** One immutable source for each file, so that digests of its parts are made once. */
  private Bytes bytes(SegmentBytes part) {
    return shared.computeIfAbsent(part.file(), Bytes::of).slice(part.offset(), part.length());
  }
}
