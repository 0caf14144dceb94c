package io.pilsim.report.content;

import io.pilsim.formats.json.JsonObject;
import io.pilsim.formats.json.JsonText;
import java.util.Optional;

/** The command line that made a document, where it says so. */
final class Commands {
  private Commands() {}

  static Optional<String> of(JsonObject root) {
    return root.get("command").filter(JsonText.class::isInstance).map(n -> ((JsonText) n).value());
  }
}
