package io.pilsim.experiment.replay;

import io.pilsim.platform.model.ModelTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which processors of a platform the boots of a trace are of. */
public final class TracedBoots {
  private static final int PERIPHERAL = 0x02;
  private static final int AUTHENTICATE = 0x05;

  private TracedBoots() {}

  /**
   * The first boot of each, with the platform's name of its processor: told by its name, or else by
   * its number in TrustZone, which the call that starts it says.
   */
  public static Map<ProcessorBoot, String> of(ModelTree model, Capture capture) {
    Map<ProcessorBoot, String> boots = new LinkedHashMap<>();
    for (ProcessorBoot boot : capture.boots()) {
      processor(model, capture, boot)
          .filter(name -> !boots.containsValue(name))
          .ifPresent(name -> boots.put(boot, name));
    }
    return boots;
  }

  private static Optional<String> processor(ModelTree model, Capture capture, ProcessorBoot boot) {
    String all = model.platform() + ".remoteprocs";
    List<String> known = model.children(all);
    if (known.contains(boot.processor())) {
      return Optional.of(boot.processor());
    }
    for (FirmwareCall call : capture.calls()) {
      boolean its = call.fromNs() >= boot.fromNs() && call.toNs() <= boot.toNs();
      if (its && call.service() == PERIPHERAL && call.command() == AUTHENTICATE) {
        return known.stream()
            .filter(name -> hasPasId(model, all + "." + name, call.firstArgument()))
            .findFirst();
      }
    }
    return Optional.empty();
  }

  private static boolean hasPasId(ModelTree model, String processor, long id) {
    return model
        .leaf(processor + ".pas_id")
        .filter(leaf -> leaf.value().amount() == id)
        .isPresent();
  }
}
