package io.gradstream.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate with its key.
 *
 * @param certificates the server's own first
 */
record PemFiles(List<X509Certificate> certificates, PrivateKey privateKey) {
  private static final String CERTIFICATE = "http.tls.certificate";
  private static final String PRIVATE_KEY = "http.tls.private-key";
  private static final int MAX_BYTES = 1 << 20;
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  /** The keys there are, each with a signature that tells whether two belong together. */
  private enum Algorithm {
    RSA("SHA256withRSA"),
    EC("SHA256withECDSA"),
    EdDSA("EdDSA");

    private final String signature;

    Algorithm(String signature) {
      this.signature = signature;
    }
  }

  /**
   * Reads them.
   *
   * @throws IOException if they are of no use; the message names the key, what it got and what it
   *     wants
   */
  static PemFiles read(TlsFiles files) throws IOException {
    List<X509Certificate> certificates = certificates(files.certificate());
    byte[] key = privateKey(files.privateKey());
    for (Algorithm algorithm : Algorithm.values()) {
      Optional<PrivateKey> parsed = parsed(key, algorithm);
      if (parsed.isEmpty()) {
        continue;
      }
      if (!belongTogether(parsed.get(), certificates.getFirst().getPublicKey(), algorithm)) {
        throw refusal(
            PRIVATE_KEY,
            files.privateKey(),
            "the key of the first certificate in " + files.certificate());
      }
      return new PemFiles(certificates, parsed.get());
    }
    throw refusal(PRIVATE_KEY, files.privateKey(), "a key of RSA, EC or EdDSA");
  }

  private static Optional<PrivateKey> parsed(byte[] key, Algorithm algorithm) {
    try {
      return Optional.of(
          KeyFactory.getInstance(algorithm.name()).generatePrivate(new PKCS8EncodedKeySpec(key)));
    } catch (InvalidKeySpecException e) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean belongTogether(PrivateKey key, PublicKey certified, Algorithm algorithm) {
    try {
      byte[] text = CERTIFICATE.getBytes(ISO_8859_1);
      Signature signature = Signature.getInstance(algorithm.signature);
      signature.initSign(key);
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static List<X509Certificate> certificates(Path file) throws IOException {
    String text = text(CERTIFICATE, file);
    try {
      List<X509Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(text.getBytes(ISO_8859_1)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!certificates.isEmpty()) {
        return certificates;
      }
    } catch (CertificateException e) {
      throw new IOException(wants(CERTIFICATE, file, "certificates as PEM"), e);
    }
    throw refusal(CERTIFICATE, file, "certificates as PEM");
  }

  private static byte[] privateKey(Path file) throws IOException {
    Matcher pem = PEM.matcher(text(PRIVATE_KEY, file));
    String found = "no PEM";
    while (pem.find()) {
      if (pem.group(1).equals("PRIVATE KEY")) {
        try {
          return Base64.getMimeDecoder().decode(pem.group(2));
        } catch (IllegalArgumentException e) {
          throw new IOException(wants(PRIVATE_KEY, file, "a whole PEM block"), e);
        }
      }
      found = pem.group(1);
    }
    throw refusal(
        PRIVATE_KEY,
        file + " (" + found + ")",
        "a PRIVATE KEY as PEM, as 'openssl pkcs8 -topk8 -nocrypt' makes of other keys");
  }

  private static String text(String key, Path file) throws IOException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw refusal(key, file, "a file of at most %d bytes".formatted(MAX_BYTES));
      }
      return Files.readString(file, ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new IOException(wants(key, file, "a file that exists"), e);
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).startsWith(key)) {
        throw e;
      }
      throw new IOException(wants(key, file, "a file that can be read"), e);
    }
  }

  private static IOException refusal(String key, Object got, String wants) {
    return new IOException(wants(key, got, wants));
  }

  private static String wants(String key, Object got, String wants) {
    return "%s: got %s, wants %s".formatted(key, got, wants);
  }
}
