package io.pilsim.formats.fdt;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A node being made or edited; {@link DeviceTree#of} makes a tree of it. */
public final class NodeDraft {
  private final Optional<NodeDraft> parent;
  private final String name;
  private final Map<String, byte[]> properties = new LinkedHashMap<>();
  private final Map<String, NodeDraft> children = new LinkedHashMap<>();

  private NodeDraft(Optional<NodeDraft> parent, String name) {
    this.parent = parent;
    this.name = name;
  }

  public static NodeDraft root() {
    return new NodeDraft(Optional.empty(), "");
  }

  public String name() {
    return name;
  }

  /** The child of that name, made if there is none; its name is complete, with unit address. */
  public NodeDraft child(String childName) {
    return children.computeIfAbsent(childName, key -> new NodeDraft(Optional.of(this), key));
  }

  public NodeDraft cells(String property, long... cells) {
    return bytes(property, Cells.encode(cells));
  }

  public NodeDraft strings(String property, String... strings) {
    StringBuilder text = new StringBuilder();
    for (String string : strings) {
      text.append(string).append('\0');
    }
    return bytes(property, text.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A property without a value. */
  public NodeDraft flag(String property) {
    return bytes(property, new byte[0]);
  }

  public NodeDraft bytes(String property, byte[] value) {
    properties.put(property, value.clone());
    return this;
  }

  public NodeDraft remove(String property) {
    properties.remove(property);
    return this;
  }

  public NodeDraft removeChild(String childName) {
    children.remove(childName);
    return this;
  }

  Optional<byte[]> property(String property) {
    return Optional.ofNullable(properties.get(property));
  }

  Optional<NodeDraft> existing(String childName) {
    return Optional.ofNullable(children.get(childName));
  }

  Map<String, byte[]> properties() {
    return properties;
  }

  Map<String, NodeDraft> children() {
    return children;
  }

  static NodeDraft copyOf(Node root) {
    NodeDraft draft = root();
    draft.take(root);
    return draft;
  }

  private void take(Node node) {
    for (Property property : node.properties()) {
      properties.put(property.name(), property.bytes());
    }
    for (Node each : node.children()) {
      child(each.name()).take(each);
    }
  }

  /** From the root on. */
  public String path() {
    if (parent.isEmpty()) {
      return "/";
    }
    String above = parent.get().path();
    return (above.endsWith("/") ? above : above + "/") + name;
  }

  /** The node at that path below this one, which counts as the root. */
  public Optional<NodeDraft> find(String path) {
    Optional<NodeDraft> node = path.startsWith("/") ? Optional.of(this) : Optional.empty();
    for (String step : path.split("/", -1)) {
      if (!step.isEmpty()) {
        node = node.flatMap(above -> above.existing(step));
      }
    }
    return node;
  }
}
