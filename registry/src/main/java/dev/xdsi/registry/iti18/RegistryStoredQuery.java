package dev.xdsi.registry.iti18;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.registry.query.QueryLimits;
import dev.xdsi.registry.query.Questions;
import dev.xdsi.registry.query.Questions.TooManyResultsException;
import dev.xdsi.registry.query.Reading;
import dev.xdsi.registry.query.StoredQuery;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.store.StoreQuestions;
import dev.xdsi.registry.store.Texts;
import dev.xdsi.soap.ebrim.RegistryObjectXml;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import java.util.List;
import java.util.function.Function;

/** Registry Stored Query [ITI-18], the Document Registry's side (ITI TF-2: 3.18). */
public final class RegistryStoredQuery implements Transaction<StoredQueryRequest, StoredQueryResponse> {
    private final Function<Caller, StoreQuestions> store;
    private final QueryLimits limits;

    /** A registry that answers everybody alike. */
    public RegistryStoredQuery(StoreQuestions store, QueryLimits limits) {
        this(caller -> store, limits);
    }

    /** @param store as it is for a caller, during one call */
    public RegistryStoredQuery(Function<Caller, StoreQuestions> store, QueryLimits limits) {
        this.store = store;
        this.limits = limits;
    }

    @Override
    public StoredQueryResponse perform(StoredQueryRequest request, Caller caller) {
        return switch (Reading.of(request)) {
            case Reading.Refused(List<XdsError> errors) -> StoredQueryResponse.failure(errors);
            case Reading.Understood(StoredQuery query) -> run(query, request.returnType(), store.apply(caller));
        };
    }

    private StoredQueryResponse run(StoredQuery query, ReturnType returnType, StoreQuestions visible) {
        int atMost = returnType == ReturnType.LeafClass ? limits.leafClass() : limits.objectRef();
        try {
            List<RegisteredObject> found = query.run(new Questions(visible, atMost));
            return switch (returnType) {
                case ObjectRef -> references(found);
                case LeafClass -> objects(new Texts(visible, found));
            };
        } catch (TooManyResultsException tooMany) {
            return failure(ErrorCode.XDSTooManyResults, "more than " + atMost + " results");
        }
    }

    private static StoredQueryResponse references(List<RegisteredObject> found) {
        List<ObjectRef> refs = found.stream()
                .map(object -> new ObjectRef(object.entryUUID().value(), null))
                .toList();
        return new StoredQueryResponse(List.of(), refs, List.of());
    }

    /** Whole objects are given of one patient only (ITI TF-2: 3.18.4.1.2.3.8). */
    private static StoredQueryResponse objects(Texts texts) {
        if (texts.found().stream().map(RegisteredObject::patientId).distinct().count() > 1) {
            return failure(ErrorCode.XDSResultNotSinglePatient, "the objects belong to more than one patient");
        }
        return new StoredQueryResponse(
                texts.stream().map(RegistryStoredQuery::asItIsNow).toList(), List.of(), List.of());
    }

    private static RegistryObjectDraft asItIsNow(RegisteredObject object) {
        return RegistryObjectXml.read(object.text())
                .with(header -> header.withStatus(object.availabilityStatus().urn()));
    }

    private static StoredQueryResponse failure(ErrorCode code, String codeContext) {
        return StoredQueryResponse.failure(List.of(XdsError.of(code, codeContext)));
    }
}
