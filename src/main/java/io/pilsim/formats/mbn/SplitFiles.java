package io.pilsim.formats.mbn;

import java.util.Optional;

/** Where the {@code .bNN} files of a split image come from. */
@FunctionalInterface
public interface SplitFiles {
  /** For an image that is one file. */
  SplitFiles NONE = name -> Optional.empty();

  /** The whole of a file beside the image; nothing when there is none. */
  Optional<byte[]> read(String name);
}
