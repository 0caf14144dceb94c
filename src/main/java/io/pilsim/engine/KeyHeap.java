package io.pilsim.engine;

import java.util.Arrays;

/**
 * A four-way heap of distinct keys, each at least 0 and less than {@link #NONE}. Comparing is
 * subtraction, and the least of four children is found by masks: no branch to mispredict.
 *
 * <p>Taking the root leaves a hole that the next key fills, so that a taken key and an added one
 * cost one descent together. Whoever wants to look at the keys by index closes the hole first.
 */
final class KeyHeap {
  static final long NONE = Long.MAX_VALUE;

  private long[] keys; // beyond the last key there is NONE as far as any group of children reaches
  private int size;
  private boolean hole;

  KeyHeap() {
    keys = new long[64];
    Arrays.fill(keys, NONE);
  }

  /** How many keys there are, provided that the hole is closed. */
  int size() {
    return size;
  }

  long key(int i) {
    return keys[i];
  }

  /** Replaces a key; the order among all keys must not change, or {@link #order} is to follow. */
  void setKey(int i, long key) {
    keys[i] = key;
  }

  /** The least key, or {@link #NONE}. */
  long first() {
    if (hole) {
      long[] k = keys;
      return Math.min(Math.min(k[1], k[2]), Math.min(k[3], k[4]));
    }
    return keys[0];
  }

  /** Takes the root, where the least key is when no hole is open. */
  void takeFirst() {
    hole = true;
  }

  void add(long key) {
    if (hole) {
      hole = false;
      moveDown(0, key);
    } else {
      moveUp(key);
    }
  }

  void closeHole() {
    if (hole) {
      hole = false;
      removeLastInto(0);
    }
  }

  /** Drops all keys from that index on; {@link #order} is to follow. */
  void truncate(int newSize) {
    Arrays.fill(keys, newSize, size, NONE);
    size = newSize;
  }

  /** Makes a heap of whatever the keys are. */
  void order() {
    for (int i = (size - 2) >> 2; i >= 0; i--) {
      moveDown(i, keys[i]);
    }
  }

  private void removeLastInto(int i) {
    long last = keys[--size];
    keys[size] = NONE;
    if (i < size) {
      moveDown(i, last);
    }
  }

  private void moveUp(long key) {
    if (size + 4 > keys.length) {
      int length = keys.length;
      keys = Arrays.copyOf(keys, 2 * length);
      Arrays.fill(keys, length, 2 * length, NONE);
    }
    long[] k = keys;
    int i = size++;
    while (i > 0) {
      int parent = (i - 1) >> 2;
      if (k[parent] < key) {
        break;
      }
      k[i] = k[parent];
      i = parent;
    }
    k[i] = key;
  }

  private void moveDown(int from, long key) {
    long[] k = keys;
    int n = size;
    int i = from;
    for (int child = 4 * i + 1; child < n; child = 4 * i + 1) {
      long a = k[child];
      long b = k[child + 1];
      long c = k[child + 2];
      long d = k[child + 3];
      long bLess = (b - a) >> 63; // all ones if it is
      long dLess = (d - c) >> 63;
      long ab = a + ((b - a) & bLess);
      long cd = c + ((d - c) & dLess);
      long cdLess = (cd - ab) >> 63;
      long least = ab + ((cd - ab) & cdLess);
      if (key < least) {
        break;
      }
      int ofAb = child - (int) bLess;
      int ofCd = child + 2 - (int) dLess;
      k[i] = least;
      i = ofAb + ((ofCd - ofAb) & (int) cdLess);
    }
    k[i] = key;
  }
}
