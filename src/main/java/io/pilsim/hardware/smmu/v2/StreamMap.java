package io.pilsim.hardware.smmu.v2;

import java.util.Arrays;

/**
 * Which context bank a stream belongs to (SMR and S2CR).
 *
 * <p><b>Models:</b> match groups with masks, streams that bypass or fault, the policy for streams
 * that match no group; a stream that matches several groups faults (SMCF).
 *
 * <p>Source: IHI 0062, stream mapping table.
 */
final class StreamMap {
  /** Instead of a bank. */
  static final int BYPASS = -1;

  static final int FAULT = -2;

  private static final int REMEMBERED = 64;

  private final int[] ids;
  private final int[] masks;
  private final boolean[] valid;
  private final int[] targets;
  private int unmatched = BYPASS;

  private final int[] rememberedIds = new int[REMEMBERED];
  private final int[] rememberedTargets = new int[REMEMBERED];

  StreamMap(int groups) {
    ids = new int[groups];
    masks = new int[groups];
    valid = new boolean[groups];
    targets = new int[groups];
    Arrays.fill(targets, FAULT);
    forget();
  }

  int groups() {
    return ids.length;
  }

  void writeMatch(int group, int id, int mask, boolean valid) {
    this.ids[group] = id;
    this.masks[group] = mask;
    this.valid[group] = valid;
    forget();
  }

  void writeContext(int group, StreamType type, int bank) {
    targets[group] = type == StreamType.TRANSLATE ? bank : target(type);
    forget();
  }

  void writeUnmatched(StreamType type) {
    unmatched = target(type);
    forget();
  }

  /** The bank of a stream, or {@link #BYPASS} or {@link #FAULT}. */
  int targetOf(int streamId) {
    int slot = streamId & (REMEMBERED - 1);
    if (rememberedIds[slot] != streamId) {
      rememberedIds[slot] = streamId;
      rememberedTargets[slot] = search(streamId);
    }
    return rememberedTargets[slot];
  }

  private int search(int streamId) {
    int found = unmatched;
    boolean matched = false;
    for (int i = 0; i < ids.length; i++) {
      if (valid[i] && ((streamId ^ ids[i]) & ~masks[i]) == 0) {
        found = matched ? FAULT : targets[i];
        matched = true;
      }
    }
    return found;
  }

  private void forget() {
    Arrays.fill(rememberedIds, -1);
  }

  private static int target(StreamType type) {
    return switch (type) {
      case BYPASS -> BYPASS;
      case FAULT -> FAULT;
      case TRANSLATE -> throw new IllegalArgumentException("a group translates, not a policy");
    };
  }
}
