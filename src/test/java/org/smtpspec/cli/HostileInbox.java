package org.smtpspec.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Places where mail is read, in which something waits for the reader. */
enum HostileInbox {
  /** Messages that together are larger than the heap; they take no room on the disk. */
  GIANTS {
    @Override
    void fill(Path fresh) throws IOException {
      for (int i = 0; i < 8; i++) {
        giant(fresh.resolve("giant" + i), 60L << 20);
      }
    }
  },
  /** One message of more octets than a Java array has. */
  GIANT {
    @Override
    void fill(Path fresh) throws IOException {
      giant(fresh.resolve("giant"), 3L << 30);
    }
  },
  CROWD {
    @Override
    void fill(Path fresh) throws IOException {
      for (int i = 0; i < 5_000; i++) {
        Files.createFile(fresh.resolve("m" + i));
      }
    }
  },
  /** Whoever opens it waits for a writer, for ever. */
  PIPE {
    @Override
    void fill(Path fresh) throws IOException {
      new ProcessBuilder("mkfifo", fresh.resolve("pipe").toString()).start();
    }
  },
  FOLDER_FOR_A_MESSAGE {
    @Override
    void fill(Path fresh) throws IOException {
      Files.createDirectory(fresh.resolve("folder"));
    }
  },
  LOOP {
    @Override
    void fill(Path fresh) throws IOException {
      Files.createSymbolicLink(fresh.resolve("loop"), fresh.resolve("loop"));
    }
  },
  /** Fails each time when it is read, as a command may. */
  FOLDER_FOR_AN_MBOX {
    @Override
    void fill(Path fresh) {
      // The folder is there.
    }

    @Override
    String spec(Path folder) {
      return "mbox:" + folder.resolve("alice");
    }
  };

  /** As a peer is named. */
  @Override
  public String toString() {
    return "inbox: " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  abstract void fill(Path fresh) throws IOException;

  /** Fills the folder; how the command line names it. */
  String prepare(Path folder) throws IOException {
    fill(Files.createDirectories(folder.resolve("alice/new")));
    return spec(folder);
  }

  String spec(Path folder) {
    return "maildir:" + folder + "/%u";
  }

  private static void giant(Path file, long size) throws IOException {
    try (var message = new RandomAccessFile(file.toFile(), "rw")) {
      message.setLength(size);
    }
  }
}
