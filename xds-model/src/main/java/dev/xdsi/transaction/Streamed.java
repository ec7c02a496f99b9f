package dev.xdsi.transaction;

/** A response whose bytes flow after {@link Transaction#perform} has returned. */
public interface Streamed {
    Delivery delivery();
}
