package dev.xdsi.gateway.statement;

import org.jspecify.annotations.Nullable;

/**
 * An actor's part in a transaction.
 *
 * @param path where it answers, below the address of the IHE interfaces; null where it calls, or does not speak HTTP
 * @param features what of the transaction it can, where that is not all
 */
public record Part(
        IheTransaction transaction, Side side, @Nullable String path, String features) {
    /** Who begins the transaction. */
    public enum Side {
        INITIATES,
        RESPONDS
    }

    static Part responds(IheTransaction transaction, String path, String features) {
        return new Part(transaction, Side.RESPONDS, path, features);
    }

    /** Answers on a port of its own, or wherever the product answers. */
    static Part responds(IheTransaction transaction, String features) {
        return new Part(transaction, Side.RESPONDS, null, features);
    }

    static Part initiates(IheTransaction transaction, String features) {
        return new Part(transaction, Side.INITIATES, null, features);
    }
}
