package org.smtpspec.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Octets from any thread to any other. Unlike {@link java.io.PipedInputStream} it does not mind
 * when a thread that wrote ends, and hands on at once.
 */
final class Pipe extends InputStream {
  private static final byte[] END = {};

  private final LinkedBlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();
  private final Duration limit;
  private byte[] current = END;
  private int position;
  private boolean ended;

  /** A pipe on which a read waits for {@code limit} at most. */
  Pipe(Duration limit) {
    this.limit = limit;
  }

  /** Where it is written to; each write is a copy. */
  OutputStream sink() {
    return new OutputStream() {
      @Override
      public void write(int octet) {
        queue.add(new byte[] {(byte) octet});
      }

      @Override
      public void write(byte[] octets, int from, int length) {
        if (length > 0) {
          queue.add(Arrays.copyOfRange(octets, from, from + length));
        }
      }

      @Override
      public void close() {
        queue.add(END);
      }
    };
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public synchronized int read(byte[] into, int from, int length) throws IOException {
    if (position == current.length && !ended) {
      current = next();
      position = 0;
      ended = current == END;
    }
    if (ended) {
      return -1;
    }
    int count = Math.min(length, current.length - position);
    System.arraycopy(current, position, into, from, count);
    position += count;
    return count;
  }

  private byte[] next() throws IOException {
    try {
      byte[] next = queue.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (next == null) {
        throw new SocketTimeoutException("nothing came within " + limit.toMillis() + " ms");
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Ends it for whoever reads. */
  @Override
  public void close() {
    queue.add(END);
  }
}
