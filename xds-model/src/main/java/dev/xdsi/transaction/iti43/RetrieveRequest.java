package dev.xdsi.transaction.iti43;

import java.util.function.Predicate;
import java.util.stream.Stream;

/** A retrieve that can be divided among those who hold the documents: ITI-43 and RAD-69, and their kin across gateways. */
public interface RetrieveRequest<Q extends RetrieveRequest<Q>> {
    /** Everything asked for, in the order written. */
    Stream<DocumentRequest> requested();

    /** The same request for the chosen documents alone. */
    Q only(Predicate<DocumentRequest> chosen);
}
