package io.pilsim.platform.scenario;

import io.pilsim.platform.model.InputErrors;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.scenario.DmaMaster.Stream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the platform's SMMU can know the masters as the scenario says. */
final class DmaStreamCheck {
  private static final String OF_V3 = "v3";

  private final DmaSettings settings;
  private final ModelTree model;
  private final InputErrors errors;
  private final Map<Long, String> owners = new HashMap<>();
  private final Map<Long, Setting> qualities = new HashMap<>();

  DmaStreamCheck(DmaSettings settings, ModelTree model, InputErrors errors) {
    this.settings = settings;
    this.model = model;
    this.errors = errors;
  }

  void check() {
    for (String name : settings.masters()) {
      limit(name, "stream", DmaMaster.MOST_STREAM_ID);
      limit(name, "ssid", Stream.MOST_SUBSTREAM_ID);
      limit(name, "qos", Stream.MOST_QOS);
      settings.find(name, "stream").ifPresent(each -> owner(name, each));
      tbu(settings.get(name, "tbu"));
      substream(name);
      architecture(name);
      quality(name);
    }
  }

  private void owner(String name, Setting stream) {
    String other = owners.putIfAbsent(DmaSettings.amount(stream), name);
    if (other != null) {
      wrong(stream, "is the stream of " + other + " already, expected one of its own");
    }
  }

  private void tbu(Setting tbu) {
    Optional<Leaf> tbus = model.leaf(model.platform() + ".smmu.tbus");
    if (tbus.isPresent() && DmaSettings.amount(tbu) >= tbus.get().value().amount()) {
      long last = tbus.get().value().amount() - 1;
      wrong(tbu, "expected 0 to " + last + ", as " + tbus.get().path() + " says");
    }
  }

  private void substream(String name) {
    Setting substream = settings.get(name, "ssid");
    Stages stages = settings.choice(Stages.class, name, "stages");
    boolean hasContexts = stages == Stages.STAGE1 || stages == Stages.NESTED;
    if (DmaSettings.amount(substream) != 0 && !hasContexts) {
      wrong(substream, "expected 0: without stage 1 there are no contexts to choose from");
    }
  }

  /** What one architecture has and the other has not. */
  private void architecture(String name) {
    Optional<Leaf> leaf = model.leaf(model.platform() + ".smmu.architecture");
    if (leaf.isEmpty()) {
      return;
    }
    if (leaf.get().valueText().equals(OF_V3)) {
      for (String key : List.of("qos", "prefetch", "macro_tlb")) {
        settings
            .find(name, key)
            .filter(DmaStreamCheck::isSaid)
            .ifPresent(each -> wrong(each, "is for an MMU-500, expected none"));
      }
    } else {
      settings
          .find(name, "ssid")
          .filter(each -> DmaSettings.amount(each) != 0)
          .ifPresent(each -> wrong(each, "is for an SMMUv3, expected 0"));
    }
  }

  /** Software programs it for each TBU, not for each stream. */
  private void quality(String name) {
    Setting quality = settings.get(name, "qos");
    Setting other = qualities.putIfAbsent(settings.amount(name, "tbu"), quality);
    if (other != null && DmaSettings.amount(other) != DmaSettings.amount(quality)) {
      wrong(quality, "expected that of " + other.path() + ", which is behind the same TBU");
    }
  }

  private static boolean isSaid(Setting setting) {
    return setting.origin().line() > 0 || setting.isOption();
  }

  private void limit(String name, String key, long most) {
    settings
        .find(name, key)
        .filter(each -> DmaSettings.amount(each) > most || DmaSettings.amount(each) < 0)
        .ifPresent(each -> wrong(each, "expected 0 to " + most));
  }

  private void wrong(Setting setting, String problem) {
    errors.add(
        setting.origin(), setting.path(), "'" + setting.value() + "' does not fit, " + problem);
  }
}
