package dev.xdsi.transaction;

/** How one attempt at a transaction ended. */
public sealed interface Outcome<Q, R> {
    Q request();

    Caller caller();

    /** The transaction answered; the answer may still carry errors. */
    record Answered<Q, R>(Q request, Caller caller, R response) implements Outcome<Q, R> {}

    /** The transaction broke before it could answer. */
    record Failed<Q, R>(Q request, Caller caller, RuntimeException failure) implements Outcome<Q, R> {}
}
