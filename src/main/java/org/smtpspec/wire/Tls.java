package org.smtpspec.wire;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * The client's side of STARTTLS, RFC 3207. It judges a protocol and no identity: any certificate is
 * taken.
 */
final class Tls {
  private static final SSLContext CONTEXT = context();

  private Tls() {}

  static Socket client(Socket plain, Handshake handshake, Duration limit) throws IOException {
    var secure =
        (SSLSocket)
            CONTEXT
                .getSocketFactory()
                .createSocket(
                    plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
    secure.setUseClientMode(true);
    if (handshake == Handshake.TLS_1_2) {
      secure.setEnabledProtocols(new String[] {"TLSv1.2"});
    }
    secure.setSoTimeout((int) limit.toMillis());
    secure.startHandshake();
    return secure;
  }

  private static SSLContext context() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TakesAny()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  private static final class TakesAny implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
