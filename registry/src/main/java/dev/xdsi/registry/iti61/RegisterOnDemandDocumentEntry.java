package dev.xdsi.registry.iti61;

import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.rules.Side;
import dev.xdsi.registry.submission.Registrar;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti61.RegisterOnDemandDocumentEntryRequest;

/**
 * Register On-Demand Document Entry [ITI-61], the Document Registry's side (ITI TF-2: 3.61): what Register Document Set-b does, for
 * entries whose document is made when it is asked for.
 */
public final class RegisterOnDemandDocumentEntry
        implements Transaction<RegisterOnDemandDocumentEntryRequest, RegistryResponse> {
    private final Registrar registrar;

    public RegisterOnDemandDocumentEntry(Registrar registrar) {
        this.registrar = registrar;
    }

    @Override
    public RegistryResponse perform(RegisterOnDemandDocumentEntryRequest request, Caller caller) {
        return registrar.register(request.submission(), Side.REGISTRY_ON_DEMAND);
    }
}
