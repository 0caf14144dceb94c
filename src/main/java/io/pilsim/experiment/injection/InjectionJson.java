package io.pilsim.experiment.injection;

import io.pilsim.formats.json.JsonWriter;
import java.io.StringWriter;
import java.util.List;

/** Writes what came of injected faults as a document for programs. */
public final class InjectionJson {
  private static final String FORMAT = "pilsim-injection/1";

  private InjectionJson() {}

  public static String write(List<InjectedStep> steps) {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      json.beginObject().member("format", FORMAT).name("steps").beginArray();
      steps.forEach(step -> write(step, json));
      json.endArray().endObject();
    }
    return out.toString();
  }

  private static void write(InjectedStep step, JsonWriter json) {
    json.inRow()
        .beginObject()
        .member("variant", step.variant())
        .member("step", step.step())
        .member("fault", step.faultWord())
        .member("repetition", step.repetition())
        .member("of", step.repetitions())
        .member("outcome", step.outcome().word())
        .name("detail")
        .beginArray();
    step.detail().forEach(json::value);
    json.endArray().endObject();
  }
}
