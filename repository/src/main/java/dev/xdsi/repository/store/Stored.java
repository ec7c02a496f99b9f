package dev.xdsi.repository.store;

/**
 * How much is kept.
 *
 * @param contents bytes that several documents have are one content
 * @param bytes of all contents, before they were encrypted
 */
public record Stored(long contents, long bytes) {}
