package dev.xdsi.consumer.responding;

import dev.xdsi.consumer.consolidation.DividedRetrieve.Destination;
import dev.xdsi.consumer.consolidation.DividedRetrieve.Nowhere;
import dev.xdsi.consumer.consolidation.DividedRetrieve.Route;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.XdsError;
import dev.xdsi.transaction.iti43.DocumentRequest;

/** Every DocumentRequest across gateways names its community, and here it must be this one (ITI TF-2: 3.39.4.1.2). */
record OwnCommunityOnly<Q>(HomeCommunityId home, Route<Q> within) implements Route<Q> {
    @Override
    public Destination<Q> of(DocumentRequest document) {
        String asked = document.homeCommunityId();
        if (asked == null || asked.isEmpty()) {
            return nowhere(
                    ErrorCode.XDSMissingHomeCommunityId,
                    "the DocumentRequest for " + document.documentUniqueId() + " has no HomeCommunityId");
        }
        if (!asked.equals(home.urn())) {
            return nowhere(
                    ErrorCode.XDSUnknownCommunity,
                    asked + ": this community is " + home + "; " + document.documentUniqueId());
        }
        return within.of(document);
    }

    private Destination<Q> nowhere(ErrorCode code, String codeContext) {
        return new Nowhere<>(XdsError.of(code, codeContext));
    }
}
