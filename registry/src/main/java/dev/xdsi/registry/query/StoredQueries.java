package dev.xdsi.registry.query;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.store.ObjectKind;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.store.StoreQuestions;
import dev.xdsi.registry.store.Texts;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stored queries of one transaction, answered from what a registry knows (ITI TF-2: 3.18.4.1.3). */
public final class StoredQueries {
    private static final Logger LOG = LoggerFactory.getLogger(StoredQueries.class);

    private final QueryTable offered;
    private final LongAnswers longAnswers;
    private final @Nullable HomeCommunityId home;

    /**
     * @param longAnswers those of all transactions that share a heap
     * @param home the community that the registry belongs to; null where it is not told, and every {@code AdhocQuery/@home} is
     */
    public StoredQueries(QueryTable offered, LongAnswers longAnswers, @Nullable HomeCommunityId home) {
        this.offered = offered;
        this.longAnswers = longAnswers;
        this.home = home;
    }

    /** @param visible what the caller may see */
    public QueryAnswer answer(StoredQueryRequest request, StoreQuestions visible) {
        String asked = request.home();
        if (asked != null && !asked.isEmpty() && home != null && !asked.equals(home.urn())) {
            return failure(
                    ErrorCode.XDSUnknownCommunity, "AdhocQuery/@home is not the community of this registry, " + home);
        }
        return switch (offered.read(request)) {
            case Reading.Refused(List<XdsError> errors) -> QueryAnswer.failure(errors);
            case Reading.Understood(StoredQuery query) -> run(query, request, visible);
        };
    }

    private QueryAnswer run(StoredQuery query, StoredQueryRequest request, StoreQuestions visible) {
        boolean whole = request.returnType() == ReturnType.LeafClass;
        QueryLimits limits = longAnswers.limits();
        int atMost = whole ? limits.leafClass() : limits.objectRef();
        try {
            return longAnswers.read(atMost, allowance -> {
                List<RegisteredObject> found = found(query, visible.within(allowance), atMost);
                return whole ? objects(new Texts(visible, found), request.home()) : references(found, request.home());
            });
        } catch (StoreQuestions.BusyException busy) {
            return failure(ErrorCode.XDSRegistryBusy, "too many ask at once; ask later");
        } catch (StoreQuestions.TakesTooLongException slow) {
            LOG.warn("A stored query was given up: {}", query.getClass().getSimpleName(), slow);
            return failure(
                    ErrorCode.XDSRegistryBusy,
                    "finding the answer took longer than a query may; ask for less, by patient where that is possible, or later");
        } catch (StoreQuestions.TooManyResultsException tooMany) {
            return failure(
                    ErrorCode.XDSTooManyResults,
                    "more than " + atMost + " results; ask for less"
                            + (whole ? ", or for ObjectRefs first and the objects in portions" : ""));
        }
    }

    private static List<RegisteredObject> found(StoredQuery query, StoreQuestions visible, int atMost) {
        return query.asksSeveral()
                ? visible.atOneMoment(moment -> query.run(new Questions(moment, atMost)))
                : query.run(new Questions(visible, atMost));
    }

    /** The community that was asked for is named with everything found (ITI TF-2: 3.18.4.1.3). */
    private static QueryAnswer references(List<RegisteredObject> found, @Nullable String home) {
        List<ObjectRef> refs = found.stream()
                .map(object -> new ObjectRef(object.entryUUID().value(), home))
                .toList();
        return QueryAnswer.of(refs);
    }

    /**
     * Whole objects are given of one patient only, unless the transaction is about several (ITI TF-2: 3.18.4.1.2.3.8). An Association is no
     * patient's: that by which a child's SubmissionSet refers to its mother's document is found with that document.
     */
    private QueryAnswer objects(Texts texts, @Nullable String home) {
        if (offered.ofOnePatient()
                && texts.found().stream()
                                .filter(object -> object.kind() != ObjectKind.ASSOCIATION)
                                .map(RegisteredObject::patientId)
                                .distinct()
                                .count()
                        > 1) {
            return failure(
                    ErrorCode.XDSResultNotSinglePatient,
                    "the objects belong to more than one patient; ask for those of one, or for ObjectRefs");
        }
        return QueryAnswer.of(texts, home == null ? "" : home);
    }

    private static QueryAnswer failure(ErrorCode code, String codeContext) {
        return QueryAnswer.failure(List.of(XdsError.of(code, codeContext)));
    }
}
