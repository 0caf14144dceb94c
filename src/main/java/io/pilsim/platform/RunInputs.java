package io.pilsim.platform;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.fdt.DeviceTree;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.InputErrors;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.scenario.El2Bindings;
import io.pilsim.platform.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The remote processors of a run, from the model and from the files that the scenario names. */
final class RunInputs {
  private final InputCache cache;
  private final Scenario scenario;
  private final ModelReader model;
  private final List<String> notes;

  RunInputs(InputCache cache, Scenario scenario, ModelReader model, List<String> notes) {
    this.cache = cache;
    this.scenario = scenario;
    this.model = model;
    this.notes = notes;
  }

  List<ProcessorImage> images() {
    InputErrors errors = new InputErrors();
    new ValueChecks(model.tree(), errors).check();
    errors.throwIfAny();
    try {
      List<ProcessorInput> processors = new ArrayList<>();
      Optional<DeviceTree> tree = tree();
      for (String name : scenario.workload().remoteprocs()) {
        processors.add(input(name, tree));
      }
      new PlaceChecks(model).check(processors);
      List<ProcessorImage> images = new ArrayList<>();
      for (ProcessorInput each : processors) {
        FirmwareSource source = source(each);
        source.authenticity().ifPresent(doubt -> notes.add(each.name() + ": " + doubt));
        images.add(new ProcessorImage(each, source.into(each)));
      }
      return images;
    } catch (FormatException e) {
      throw new BadInputException(e.getMessage());
    }
  }

  private Optional<DeviceTree> tree() throws FormatException {
    if (scenario.inputs().deviceTree().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        cache.tree(scenario.inputs().deviceTree().get(), scenario.inputs().overlays()));
  }

  private ProcessorInput input(String name, Optional<DeviceTree> tree) throws FormatException {
    ProcessorReader reader = new ProcessorReader(model);
    ProcessorInput input = reader.read(name);
    boolean always = scenario.inputs().el2Bindings() == El2Bindings.ALWAYS;
    return tree.isEmpty()
        ? input.tellingOfStream(always)
        : new BoardReader(tree.get(), scenario.host(), scenario.inputs().el2Bindings(), notes)
            .read(input, reader.compatible(name));
  }

  private FirmwareSource source(ProcessorInput input) throws FormatException {
    if (scenario.inputs().firmware().containsKey(input.name())) {
      return cache.firmware(scenario.inputs().firmware().get(input.name()));
    }
    return cache.firmware(FirmwareMaker.shape(model, input));
  }
}
