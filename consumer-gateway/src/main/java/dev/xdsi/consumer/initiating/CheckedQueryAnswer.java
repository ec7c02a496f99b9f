package dev.xdsi.consumer.initiating;

import dev.xdsi.consumer.consolidation.Respondent;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One community's answer to Cross Gateway Query, before it is passed on (ITI TF-2: 3.38.4.1.3): every element names the community it
 * comes from and it is the one that was asked, every error says where it happened, and nobody hears of unknown patients.
 */
final class CheckedQueryAnswer {
    /** More are counted only: an answer of thousands that all lack it needs no thousands of errors. */
    private static final int MOST_NAMED = 10;

    private final Respondent.Identity gateway;
    private final int mostResults;
    private final List<XdsError> errors = new ArrayList<>();
    private int unnamed;

    CheckedQueryAnswer(Respondent.Identity gateway, int mostResults) {
        this.gateway = gateway;
        this.mostResults = mostResults;
    }

    StoredQueryResponse of(StoredQueryResponse answer) {
        int results = answer.objects().size() + answer.refs().size();
        if (results > mostResults) {
            return StoredQueryResponse.failure(List.of(error(
                    ErrorCode.XDSTooManyResults,
                    results + " results, of which none is passed on; at most " + mostResults + " are taken")));
        }
        List<RegistryObjectDraft> objects = answer.objects().stream()
                .filter(object -> isOfThisCommunity(object.kind().name() + " " + object.id(), home(object)))
                .map(object ->
                        object.with(header -> header.withHome(gateway.home().urn())))
                .toList();
        List<ObjectRef> refs = answer.refs().stream()
                .filter(ref -> isOfThisCommunity("ObjectRef " + ref.id(), ref.home()))
                .toList();
        if (unnamed > MOST_NAMED) {
            errors.add(error(
                    ErrorCode.XDSMissingHomeCommunityId,
                    "and " + (unnamed - MOST_NAMED) + " elements more like these"));
        }
        answer.errors().stream()
                .filter(error -> error.errorCode() != ErrorCode.XDSUnknownPatientId)
                .map(error -> error.at(gateway.home().urn()))
                .forEach(errors::add);
        return new StoredQueryResponse(objects, refs, errors, answer.partial());
    }

    /** An Association needs none of its own (ITI TF-3: 4.2.3.2.12); if it has one it counts. */
    private @Nullable String home(RegistryObjectDraft object) {
        String written = object.header().home();
        return object.kind() == Kind.Association && (written == null || written.isEmpty())
                ? gateway.home().urn()
                : written;
    }

    private boolean isOfThisCommunity(String element, @Nullable String home) {
        if (gateway.home().urn().equals(home)) {
            return true;
        }
        unnamed++;
        if (unnamed <= MOST_NAMED) {
            boolean missing = home == null || home.isEmpty();
            errors.add(
                    missing
                            ? error(ErrorCode.XDSMissingHomeCommunityId, element + " came without homeCommunityId")
                            : error(ErrorCode.XDSUnknownCommunity, element + " came in the name of " + home));
        }
        return false;
    }

    private XdsError error(ErrorCode code, String what) {
        return XdsError.of(code, gateway.name() + ": " + what, gateway.home().urn());
    }
}
