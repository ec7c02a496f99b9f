package dev.xdsi.registry.iti42;

import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.rules.Side;
import dev.xdsi.registry.submission.Registrar;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;

/**
 * Register Document Set-b [ITI-42], the Document Registry's side (ITI TF-2: 3.42): a submission is registered as a whole, or
 * refused with everything that is wrong with it.
 */
public final class RegisterDocumentSet implements Transaction<RegisterDocumentSetRequest, RegistryResponse> {
    private final Registrar registrar;

    public RegisterDocumentSet(Registrar registrar) {
        this.registrar = registrar;
    }

    @Override
    public RegistryResponse perform(RegisterDocumentSetRequest request, Caller caller) {
        return registrar.register(request.submission(), Side.REGISTRY);
    }
}
