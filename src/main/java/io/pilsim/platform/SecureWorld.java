package io.pilsim.platform;

import io.pilsim.hardware.cpu.InterruptLine;
import io.pilsim.hardware.fabric.Master;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.scenario.GuestSmc;
import io.pilsim.software.secure.Monitor;
import io.pilsim.software.secure.PasImage;
import io.pilsim.software.secure.ResetControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** TrustZone with the processors that it knows. */
final class SecureWorld {
  final Monitor monitor;
  final List<PasImage> images = new ArrayList<>();

  /** The interrupt by which TrustZone says that a sleeping call may go on. */
  final InterruptLine wake = new InterruptLine();

  /**
   * @param guest who else calls it
   * @param resets what each processor's reset does, in the order of the processors
   */
  SecureWorld(
      ModelReader model,
      Optional<GuestSmc> guest,
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
    SecureReader reader = new SecureReader(model);
    this.monitor =
        new Monitor(
            reader.params(),
            hardware.memory,
            hardware.firewall,
            images,
            reader.contention(guest),
            wake,
            hardware.reset,
            hardware.sim,
            hardware.group("tz"));
  }
}
