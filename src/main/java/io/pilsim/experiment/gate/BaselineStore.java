package io.pilsim.experiment.gate;

import io.pilsim.experiment.OutputFolder;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.baseline.Baseline;
import io.pilsim.formats.baseline.BaselineScenario;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The baseline file that a gate was given. */
public final class BaselineStore {
  private final Path file;
  private final List<BaselineScenario> made = new ArrayList<>();
  private Baseline baseline;

  private BaselineStore(Path file, Baseline baseline) {
    this.file = file;
    this.baseline = baseline;
  }

  /**
   * @param mayBeMissing whether one is about to be written
   */
  public static BaselineStore open(Path file, boolean mayBeMissing) {
    if (mayBeMissing && !Files.exists(file)) {
      return new BaselineStore(file, new Baseline(List.of()));
    }
    if (!Files.exists(file)) {
      String missing = ": no such baseline; --accept --reason TEXT makes one";
      throw new NotComparableException(List.of(InputFile.shown(file) + missing));
    }
    try {
      return new BaselineStore(file, Baseline.parse(InputFile.shown(file), InputFile.read(file)));
    } catch (FormatException e) {
      throw new NotComparableException(List.of(e.getMessage()));
    } catch (BadInputException e) {
      throw new NotComparableException(e.lines());
    }
  }

  public Optional<BaselineScenario> find(String scenario) {
    return baseline.scenario(scenario);
  }

  /** The baselines of scenarios, in their order; throws with all that keeps them from comparing. */
  public List<BaselineScenario> all(List<GateStudy> studies) {
    List<BaselineScenario> found = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (GateStudy study : studies) {
      Optional<BaselineScenario> scenario = find(study.scenario());
      if (scenario.isPresent()) {
        problems.addAll(study.differences(InputFile.shown(file), scenario.get()));
        found.add(scenario.get());
      } else {
        problems.add(
            InputFile.shown(file)
                + ": holds no scenario "
                + study.scenario()
                + holds()
                + "; --accept --reason TEXT adds it");
      }
    }
    if (!problems.isEmpty()) {
      throw new NotComparableException(problems);
    }
    return found;
  }

  private String holds() {
    List<String> names = baseline.scenarios().stream().map(BaselineScenario::name).toList();
    return names.isEmpty() ? "" : ", only " + String.join(", ", names);
  }

  /** Puts a scenario in; false when nothing but the program differs, which changes nothing. */
  public boolean put(BaselineScenario scenario) {
    if (find(scenario.name()).map(scenario::showsTheSameAs).orElse(false)) {
      return false;
    }
    baseline = baseline.with(scenario);
    made.add(scenario);
    return true;
  }

  /** Into what the file holds by now: others may have accepted other scenarios meanwhile. */
  public void write() throws IOException {
    Baseline now = open(file, true).baseline;
    for (BaselineScenario scenario : made) {
      now = now.with(scenario);
    }
    OutputFolder.write(file, now.text());
  }
}
