package io.gradstream.http;

/**
 * Metrics as they go over the wire.
 *
 * @param contentType the value of that header
 * @param body in any encoding the content type names, some of them binary; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // Written once, read once, never compared.
public record Scraped(String contentType, byte[] body) {}
