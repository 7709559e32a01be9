package org.transhume.imap.testkit.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for servers under test, signed by itself and made by the JDK's own keytool in about
 * half a second. Its key protects nothing: it lives in a test's folder.
 */
public final class SelfSignedCertificate {
  private static final char[] STORE_PASSWORD = "changeit".toCharArray();
  private static final String ALIAS = "server";
  private static final int KEYTOOL_SECONDS = 60;

  private final KeyStore store;

  private SelfSignedCertificate(KeyStore store) {
    this.store = store;
  }

  /**
   * What the certificate says.
   *
   * @param subjectAltNames as keytool wants them: {@code dns:localhost}, {@code ip:127.0.0.1}
   * @param startDate relative, such as {@code -1d}; one of {@code -10d} with a validity of 1 is
   *     over
   * @param validityDays from the start date
   */
  public record Spec(List<String> subjectAltNames, String startDate, int validityDays) {
    public Spec {
      subjectAltNames = List.copyOf(subjectAltNames);
    }

    /** Good for the loopback address under both its names. */
    public static Spec loopback() {
      return new Spec(List.of("dns:localhost", "ip:127.0.0.1"), "-1d", 3650);
    }

    /** Was good once. */
    public static Spec expired() {
      return new Spec(List.of("dns:localhost", "ip:127.0.0.1"), "-30d", 2);
    }

    /** Good for somebody else. */
    public static Spec forOtherHost(String host) {
      return new Spec(List.of("dns:" + host), "-1d", 3650);
    }
  }

  /** Makes a certificate; {@code folder} holds the key store afterwards. */
  public static SelfSignedCertificate create(Path folder, Spec spec) {
    Path file = folder.resolve("server.p12");
    try {
      Files.deleteIfExists(file);
      keytool(file, spec);
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, STORE_PASSWORD);
      }
      return new SelfSignedCertificate(store);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("keytool wrote a key store that cannot be read", e);
    }
  }

  /** For the server's side. */
  public SSLContext serverContext() {
    try {
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, STORE_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For a client that trusts this certificate and no other. */
  public SSLContext trustingContext() {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry(ALIAS, certificate());
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public X509Certificate certificate() {
    try {
      return (X509Certificate) store.getCertificate(ALIAS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** SHA-256 of the DER form, lower-case hexadecimal without colons. */
  public String sha256Fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public void writeCertificatePem(Path file) {
    try {
      writePem(file, "CERTIFICATE", certificate().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public void writeKeyPem(Path file) {
    try {
      writePem(file, "PRIVATE KEY", store.getKey(ALIAS, STORE_PASSWORD).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void keytool(Path file, Spec spec) throws IOException {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    var command =
        List.of(
            keytool.toString(),
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=" + String.join(",", spec.subjectAltNames()),
            "-startdate",
            spec.startDate(),
            "-validity",
            Integer.toString(spec.validityDays()),
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            String.valueOf(STORE_PASSWORD));
    Path log = file.resolveSibling("keytool.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!process.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException("keytool failed: " + Files.readString(log));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new IOException("interrupted while keytool ran", interrupted);
    }
  }

  private static void writePem(Path file, String what, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String label = what.toUpperCase(Locale.ROOT);
    String pem = "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    try {
      Files.writeString(file, pem, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
