package org.smtpspec.result;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file of lines of a run that goes on: of one run at a time. Not thread-safe. */
final class LinesFile implements AutoCloseable {
  private final FileChannel channel;

  private LinesFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Begins anew, or goes on behind the first {@code kept} octets. */
  static LinesFile open(Path file, long kept) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isOurs(channel)) {
      channel.close();
      throw new ResultException(file + ": another run is writing here; give it another folder");
    }
    channel.truncate(kept).position(kept);
    return new LinesFile(channel);
  }

  private static boolean isOurs(FileChannel channel) throws IOException {
    try {
      // The lock goes when the channel is closed, or the process ends in whatever way.
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Writes all of it, or nothing: what is behind half a line would be lost with it. */
  void write(byte[] octets) throws IOException {
    long before = channel.position();
    var buffer = ByteBuffer.wrap(octets);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      channel.truncate(before);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
