package io.gradstream.http;

import java.nio.file.Path;

/**
 * What TLS is made of, both as PEM.
 *
 * @param certificate the server's own first, then those that vouch for it
 * @param privateKey PKCS#8, not encrypted
 */
public record TlsFiles(Path certificate, Path privateKey) {}
