package io.pilsim.platform.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All leaves of one platform, from all files of its folder, by path. Immutable. */
public final class ModelTree {
  private final String platform;
  private final Map<String, Leaf> leaves;

  ModelTree(String platform, Map<String, Leaf> leaves) {
    this.platform = platform;
    this.leaves = Collections.unmodifiableMap(new LinkedHashMap<>(leaves));
  }

  /** Reads {@code modelDir/platform/*.yaml}; throws with every mistake in them. */
  public static ModelTree load(Path modelDir, String platform) {
    return new ModelFiles(modelDir).load(platform);
  }

  public String platform() {
    return platform;
  }

  /** In the order of the files. */
  public List<Leaf> leaves() {
    return List.copyOf(leaves.values());
  }

  /** By the full path. */
  public Optional<Leaf> leaf(String path) {
    return Optional.ofNullable(leaves.get(path));
  }

  public Set<String> paths() {
    return leaves.keySet();
  }

  /** The names directly below a path, in the order of the files. */
  public List<String> children(String path) {
    String prefix = path + ".";
    Set<String> names = new LinkedHashSet<>();
    for (String leaf : leaves.keySet()) {
      if (leaf.startsWith(prefix)) {
        int end = leaf.indexOf('.', prefix.length());
        names.add(leaf.substring(prefix.length(), end < 0 ? leaf.length() : end));
      }
    }
    return List.copyOf(names);
  }

  /** Reading begins anew: nothing is recorded yet. */
  public ModelReader reader() {
    return new ModelReader(this);
  }

  /** The tree with one leaf replaced; throws unless the value fits the leaf. */
  public ModelTree with(String path, List<Quantity> values, Origin origin) {
    InputErrors errors = new InputErrors();
    check(path, values, origin, errors);
    errors.throwIfAny();
    Map<String, Leaf> replaced = new LinkedHashMap<>(leaves);
    replaced.put(path, leaves.get(path).with(values, origin));
    return new ModelTree(platform, replaced);
  }

  /** With single values replaced that are known to fit. */
  public ModelTree with(Map<String, Quantity> values, Origin origin) {
    Map<String, Leaf> replaced = new LinkedHashMap<>(leaves);
    values.forEach(
        (path, value) -> replaced.put(path, leaves.get(path).with(List.of(value), origin)));
    return new ModelTree(platform, replaced);
  }

  public ModelTree with(String path, Quantity value, Origin origin) {
    return with(path, List.of(value), origin);
  }

  /** Notes what is wrong with replacing a leaf by a value: no such leaf, or another dimension. */
  public boolean check(String path, List<Quantity> values, Origin origin, InputErrors errors) {
    Leaf leaf = leaves.get(path);
    if (leaf == null) {
      String question = Suggestion.of(path, leaves.keySet()).question();
      errors.add(origin, path, "no such value in model/" + platform + question);
      return false;
    }
    if (values.size() != leaf.values().size() && leaf.values().size() == 1) {
      errors.add(origin, path, "expected one value, " + leaf.dimension().expected());
      return false;
    }
    boolean fits = true;
    for (Quantity value : values) {
      fits &= checkValue(leaf, value, origin, errors);
    }
    return fits;
  }

  private static boolean checkValue(Leaf leaf, Quantity value, Origin origin, InputErrors errors) {
    Dimension wanted = leaf.dimension();
    if (leaf.takesNever()) {
      boolean fits = value.isNever() || value.dimension() == Dimension.DURATION;
      if (!fits) {
        String expected = "never, or " + Dimension.DURATION.expected();
        errors.add(
            origin, leaf.path(), "'" + value.text() + "' does not fit, expected " + expected);
      }
      return fits;
    }
    if (!interchangeable(value.dimension(), wanted)) {
      errors.add(
          origin,
          leaf.path(),
          "'" + value.text() + "' does not fit, expected " + wanted.expected());
      return false;
    }
    if (wanted == Dimension.WORD
        && !leaf.range().isEmpty()
        && leaf.range().stream().noneMatch(value::sameAs)) {
      List<String> words = leaf.range().stream().map(Quantity::text).toList();
      errors.add(
          origin,
          leaf.path(),
          "'" + value.text() + "' is unknown" + Suggestion.of(value.text(), words).orAll(words));
      return false;
    }
    return true;
  }

  private static boolean interchangeable(Dimension given, Dimension wanted) {
    return given == wanted
        || (isNumber(given) && isNumber(wanted))
        || (given == Dimension.COUNT && wanted == Dimension.FRACTION);
  }

  private static boolean isNumber(Dimension dimension) {
    return dimension == Dimension.COUNT || dimension == Dimension.ADDRESS;
  }

  /** One line per leaf that can change a result, sorted: what a hash is taken of. */
  public List<String> canonical() {
    List<String> lines = new ArrayList<>();
    for (Leaf leaf : leaves.values()) {
      List<String> values = leaf.values().stream().map(Quantity::canonical).toList();
      List<String> range = leaf.range().stream().map(Quantity::canonical).toList();
      lines.add(leaf.path() + " " + values + " " + leaf.basis() + " " + range + " " + leaf.given());
    }
    Collections.sort(lines);
    return lines;
  }
}
