package io.pilsim.experiment.sweep;

import io.pilsim.formats.FormatException;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.InputFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The trials of sweeps that are done, by what they follow from: one line each, written together
 * several times a second, so that a process that dies loses the trials of the last moment and no
 * more. A line that was not written as a whole is cut off when the journal is opened. One process
 * writes at a time. Trials stay in the file; only where each begins is held.
 */
public final class Journal implements AutoCloseable {
  private static final long FLUSH_EVERY_MS = 250;

  /** Where a trial's line is, and what one wants to know without reading it. */
  private record Entry(
      long offset,
      int length,
      boolean chance,
      boolean hasValues,
      long costNs,
      List<Trial.Column> columns) {}

  private final String name;
  private final FileChannel channel;
  private final TrialCodec codec = new TrialCodec();
  private final Map<String, Entry> entries = new HashMap<>();
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private final Thread flusher;
  private long end;
  private IOException failure; // of a write, after which nothing is written any more
  private boolean closed;

  /** Opens what is there, or begins anew. */
  public static Journal open(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    return new Journal(file);
  }

  private Journal(Path file) throws IOException {
    this.name = InputFile.shown(file);
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    lock();
    read();
    flusher = new Thread(this::flushNowAndThen, "pilsim-journal");
    flusher.setDaemon(true);
    flusher.start();
  }

  private void lock() throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // this very program writes there, too
    }
    channel.close();
    throw new BadInputException(
        name + ": another sweep writes here now, expected an own folder for each (-o)");
  }

  private void read() throws IOException {
    // Through the channel: were the file opened once more, closing it would give up the lock.
    LineScanner lines = new LineScanner(Channels.newInputStream(channel));
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      Optional<Trial> trial = codec.read(name, line);
      if (codec.lastWasDamaged()) {
        break;
      }
      long offset = end;
      int length = line.length;
      end += length + 1L;
      trial.ifPresent(each -> put(each, each.columns(), offset, length));
    }
    channel.truncate(end);
    channel.position(end);
  }

  private void put(Trial trial, List<Trial.Column> columns, long offset, int length) {
    entries.put(
        trial.key(),
        new Entry(offset, length, trial.chance(), trial.hasValues(), trial.costNs(), columns));
  }

  /** Costs others no time but that of taking the line over. */
  public void append(Trial trial) {
    int number = number(trial);
    byte[] line = TrialCodec.write(trial, number);
    synchronized (this) {
      long offset = end;
      add(line);
      put(trial, codec.columns(number), offset, line.length);
    }
  }

  private synchronized int number(Trial trial) {
    codec.writeColumns(trial).ifPresent(this::add);
    return codec.number(trial.columns());
  }

  private void add(byte[] line) {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    if (failure != null) {
      throw new UncheckedIOException(failure);
    }
    pending.writeBytes(line);
    pending.write('\n');
    end += line.length + 1L;
  }

  synchronized boolean has(String key) {
    return entries.containsKey(key);
  }

  synchronized boolean usedChance(String key) {
    return entries.get(key).chance;
  }

  synchronized boolean hasValues(String key) {
    return entries.get(key).hasValues;
  }

  /** What the values of a trial are of; the same list for trials that measure the same. */
  synchronized List<Trial.Column> columns(String key) {
    return entries.get(key).columns;
  }

  synchronized long costNs(String key) {
    return entries.get(key).costNs;
  }

  /** Reads a trial that is there. */
  Trial get(String key) {
    try {
      Entry entry = written(key);
      ByteBuffer line = ByteBuffer.allocate(entry.length);
      while (line.hasRemaining()) {
        if (channel.read(line, entry.offset + line.position()) < 0) {
          throw new IOException(name + " has become shorter");
        }
      }
      return TrialCodec.trial(name, line.array(), entry.columns);
    } catch (FormatException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized Entry written(String key) throws IOException {
    flush();
    return entries.get(key);
  }

  private synchronized void flush() throws IOException {
    if (failure != null) {
      throw failure;
    }
    ByteBuffer bytes = ByteBuffer.wrap(pending.toByteArray());
    pending.reset();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) { // a line is cut off: the next to open it goes on before it
      failure = new FileSystemException(name, null, e.getMessage());
      throw failure;
    }
  }

  private void flushNowAndThen() {
    try {
      while (true) {
        Thread.sleep(FLUSH_EVERY_MS);
        synchronized (this) {
          if (closed) {
            return;
          }
          flush();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      return; // the next append or get meets it again
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (!closed) {
      flush();
      channel.force(true);
      closed = true;
      channel.close();
    }
  }

  /** Lines of bytes; what has no end of line at the end of the file is none. */
  private static final class LineScanner {
    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final byte[] chunk = new byte[CHUNK];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int at;
    private int filled;

    LineScanner(InputStream in) {
      this.in = in;
    }

    byte[] next() throws IOException {
      line.reset();
      while (true) {
        if (at == filled) {
          filled = in.read(chunk);
          at = 0;
          if (filled <= 0) {
            filled = 0;
            return null;
          }
        }
        int from = at;
        while (at < filled && chunk[at] != '\n') {
          at++;
        }
        line.write(chunk, from, at - from);
        if (at < filled) {
          at++;
          return line.toByteArray();
        }
      }
    }
  }
}
