package org.smtpspec.reference;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate authority that is made once in each process, and forgotten with it. It signs one
 * certificate, that of the reference server. RFC 5280 sections 4.1 and 4.2; the JDK alone writes no
 * certificates, so that the few lines of DER are here.
 */
final class Authority {
  private static final String ALGORITHM = "SHA256withECDSA";
  private static final byte[] ECDSA_WITH_SHA256 = HexFormat.of().parseHex("06082a8648ce3d040302");
  private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");
  private static final byte[] ALTERNATIVE_NAME = HexFormat.of().parseHex("0603551d11");
  private static final byte[] BASIC_CONSTRAINTS = HexFormat.of().parseHex("0603551d13");
  private static final byte[] TRUE = {1, 1, (byte) 0xFF};
  private static final char[] NO_PASSWORD = new char[0];
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final SSLContext CONTEXT = made();

  private Authority() {}

  /** What the server's side of a handshake needs: the key, the certificate and its issuer's. */
  static SSLContext context() {
    return CONTEXT;
  }

  private static SSLContext made() {
    try {
      KeyPair own = keys();
      KeyPair issuer = keys();
      String name = "smtpspec authority of this run";
      Certificate root =
          certificate(name, name, issuer, issuer, extension(BASIC_CONSTRAINTS, tlv(0x30, TRUE)));
      byte[] host = tlv(0x82, Directory.HOST.getBytes(StandardCharsets.US_ASCII));
      Certificate leaf =
          certificate(
              Directory.HOST, name, own, issuer, extension(ALTERNATIVE_NAME, tlv(0x30, host)));
      return context(own.getPrivate(), leaf, root);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java makes no certificate", e);
    }
  }

  private static KeyPair keys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static SSLContext context(PrivateKey key, Certificate... chain)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    store.setKeyEntry("server", key, NO_PASSWORD, chain);
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, new SecureRandom());
    return context;
  }

  /** TBSCertificate of version 3, signed. RFC 5280 section 4.1. */
  private static Certificate certificate(
      String subject, String issuer, KeyPair keys, KeyPair signer, byte[] extension)
      throws GeneralSecurityException {
    byte[] serial = new byte[16];
    new SecureRandom().nextBytes(serial);
    serial[0] = (byte) ((serial[0] & 0x3F) | 0x40);
    byte[] algorithm = tlv(0x30, ECDSA_WITH_SHA256);
    byte[] body =
        tlv(
            0x30,
            tlv(0xA0, tlv(2, new byte[] {2})),
            tlv(2, serial),
            algorithm,
            name(issuer),
            validity(),
            name(subject),
            keys.getPublic().getEncoded(),
            tlv(0xA3, tlv(0x30, extension)));
    Signature signature = Signature.getInstance(ALGORITHM);
    signature.initSign(signer.getPrivate());
    signature.update(body);
    byte[] whole = tlv(0x30, body, algorithm, tlv(3, new byte[] {0}, signature.sign()));
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(whole));
  }

  private static byte[] validity() {
    Instant now = Instant.now();
    return tlv(0x30, time(now.minusSeconds(86_400)), time(now.plusSeconds(30L * 86_400)));
  }

  private static byte[] time(Instant when) {
    return tlv(0x17, TIME.format(when).getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] name(String commonName) {
    byte[] text = tlv(0x0C, commonName.getBytes(StandardCharsets.UTF_8));
    return tlv(0x30, tlv(0x31, tlv(0x30, COMMON_NAME, text)));
  }

  private static byte[] extension(byte[] kind, byte[] value) {
    return tlv(0x30, kind, tlv(4, value));
  }

  /** One element: its tag, the length of {@code parts} together, the parts. */
  private static byte[] tlv(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    int length = content.size();
    var whole = new ByteArrayOutputStream();
    whole.write(tag);
    if (length > 127) {
      whole.write(0x82);
      whole.write(length >> 8);
    }
    whole.write(length);
    whole.writeBytes(content.toByteArray());
    return whole.toByteArray();
  }
}
