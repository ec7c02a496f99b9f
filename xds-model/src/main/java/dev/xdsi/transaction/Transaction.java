package dev.xdsi.transaction;

/** One IHE transaction as one actor performs it: a request in, a response out, nothing about transport. */
@FunctionalInterface
public interface Transaction<Q, R> {
    R perform(Q request, Caller caller);
}
