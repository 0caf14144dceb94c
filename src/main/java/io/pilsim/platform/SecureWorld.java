package io.pilsim.platform;

import io.pilsim.hardware.fabric.Master;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.software.secure.Monitor;
import io.pilsim.software.secure.PasImage;
import io.pilsim.software.secure.ResetControl;
import java.util.ArrayList;
import java.util.List;

/** TrustZone with the processors that it knows. */
final class SecureWorld {
  final Monitor monitor;
  final List<PasImage> images = new ArrayList<>();

  /**
   * @param resets what each processor's reset does, in the order of the processors
   */
  SecureWorld(
      ModelReader model,
      Hardware hardware,
      List<ProcessorInput> processors,
      List<ResetControl> resets) {
    for (int i = 0; i < processors.size(); i++) {
      ProcessorInput each = processors.get(i);
      images.add(
          new PasImage(
              each.pasId(),
              Master.dsp(each.index(), each.name()),
              each.carveoutBase(),
              each.carveoutBytes(),
              SecureReader.resourceTable(each.devmem()),
              resets.get(i)));
    }
    this.monitor =
        new Monitor(
            new SecureReader(model).params(),
            hardware.memory,
            hardware.firewall,
            images,
            hardware.sim,
            hardware.group("tz"));
  }
}
