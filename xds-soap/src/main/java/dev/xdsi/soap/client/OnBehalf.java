package dev.xdsi.soap.client;

import dev.xdsi.transaction.Caller;
import java.util.Optional;
import java.util.function.Supplier;

/** Says for whom a partner is called, so that the request carries the assertion that proves it (ITI TF-2: 3.40.4.1). */
public final class OnBehalf {
    private static final ScopedValue<Caller> CALLER = ScopedValue.newInstance();

    private OnBehalf() {}

    /** Performs {@code operation} of a proxy made by {@link SoapClients} as a call on behalf of {@code caller}. */
    public static <R> R of(Caller caller, Supplier<R> operation) {
        return ScopedValue.where(CALLER, caller).call(operation::get);
    }

    static Optional<Caller> current() {
        return CALLER.isBound() ? Optional.of(CALLER.get()) : Optional.empty();
    }
}
