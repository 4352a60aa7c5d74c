package io.gradstream.http;

/**
 * Something that clients are told.
 *
 * @param name what kind it is, a word
 * @param data in one line of UTF-8; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
public record Event(String name, byte[] data) {}
