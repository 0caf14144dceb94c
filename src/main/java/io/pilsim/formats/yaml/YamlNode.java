package io.pilsim.formats.yaml;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.Utf8;

/**
 * A YAML document as a tree that knows its places. Scalars stay text: what {@code 3 cycles}, {@code
 * yes} or {@code 0x10} mean is for their reader to say.
 *
 * <p><b>Models:</b> YAML 1.2, one document. <b>Does not model:</b> tags, anchors and aliases, keys
 * that are not scalars, merge keys: all but the last are errors, {@code <<} is a key like any
 * other.
 */
public sealed interface YamlNode permits YamlMapping, YamlSequence, YamlScalar {
  /** Where it begins, from 1. */
  int line();

  /** Where it begins, from 1, in characters. */
  int column();

  static YamlNode parse(String file, String text) throws FormatException {
    return new YamlReader(file, text).read();
  }

  static YamlNode parse(String file, byte[] utf8) throws FormatException {
    return parse(file, Utf8.decode(file, utf8));
  }
}
