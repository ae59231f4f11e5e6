package org.smtpspec.wire;

import java.time.Duration;

/** A way in which a connection fails, or is made to fail. */
public sealed interface Fault {
  /** The fault in words, as a transcript shows it. */
  String words();

  /** The peer closed its side, or we close ours: FIN. */
  record Close() implements Fault {
    @Override
    public String words() {
      return "closed";
    }
  }

  /** One side says that it sends no more, and goes on reading: FIN of one direction. */
  record HalfClose() implements Fault {
    @Override
    public String words() {
      return "half closed";
    }
  }

  /** The connection is torn down: RST. */
  record Reset() implements Fault {
    @Override
    public String words() {
      return "reset";
    }
  }

  /** Nothing, or no whole reply, came for {@code limit}. */
  record Silence(Duration limit) implements Fault {
    @Override
    public String words() {
      return "silent for " + limit.toMillis() + " ms";
    }
  }

  /** The peer took none of what we wrote for {@code limit}; we gave up. */
  record Stall(Duration limit) implements Fault {
    @Override
    public String words() {
      return "read nothing for " + limit.toMillis() + " ms";
    }
  }

  /** More than {@code octets} octets came that made no reply. */
  record Flood(int octets) implements Fault {
    @Override
    public String words() {
      return "flooded: more than " + octets + " octets without a reply";
    }
  }

  /** Nobody accepts connections there, or the address cannot be reached. */
  record Refusal(String why) implements Fault {
    @Override
    public String words() {
      return "refused: " + why;
    }
  }

  /** The TLS handshake failed. */
  record TlsFailure(String why) implements Fault {
    @Override
    public String words() {
      return "tls failed: " + why;
    }
  }
}
