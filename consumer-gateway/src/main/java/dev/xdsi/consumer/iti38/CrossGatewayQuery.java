package dev.xdsi.consumer.iti38;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import java.util.List;

/**
 * Cross Gateway Query [ITI-38], the Responding Gateway's side (ITI TF-2: 3.38.4.1): asks the registry of this community, and
 * says of every object and every error which community it comes from.
 */
public final class CrossGatewayQuery implements Transaction<StoredQueryRequest, StoredQueryResponse> {
    private final HomeCommunityId home;
    private final Transaction<StoredQueryRequest, StoredQueryResponse> registry;

    public CrossGatewayQuery(HomeCommunityId home, Transaction<StoredQueryRequest, StoredQueryResponse> registry) {
        this.home = home;
        this.registry = registry;
    }

    @Override
    public StoredQueryResponse perform(StoredQueryRequest request, Caller caller) {
        String asked = request.home();
        if (asked == null && !request.namesPatient()) {
            return refused(
                    ErrorCode.XDSMissingHomeCommunityId,
                    "a query that names no patient needs AdhocQuery/@home: " + request.queryId());
        }
        if (asked != null && !asked.equals(home.urn())) {
            return refused(ErrorCode.XDSUnknownCommunity, asked + ": this community is " + home);
        }
        return ofThisCommunity(registry.perform(request, caller));
    }

    private StoredQueryResponse refused(ErrorCode code, String codeContext) {
        return StoredQueryResponse.failure(List.of(XdsError.of(code, codeContext, home.urn())));
    }

    private StoredQueryResponse ofThisCommunity(StoredQueryResponse answer) {
        return new StoredQueryResponse(
                answer.objects().stream().map(this::ofThisCommunity).toList(),
                answer.refs().stream()
                        .map(ref -> new ObjectRef(ref.id(), home.urn()))
                        .toList(),
                answer.errors().stream()
                        .map(error ->
                                new XdsError(error.errorCode(), error.severity(), error.codeContext(), home.urn()))
                        .toList(),
                answer.partial());
    }

    private RegistryObjectDraft ofThisCommunity(RegistryObjectDraft object) {
        return new RegistryObjectDraft(
                object.kind(),
                object.header().withHome(home.urn()),
                object.name(),
                object.description(),
                object.slots(),
                object.classifications(),
                object.externalIdentifiers(),
                object.link());
    }
}
