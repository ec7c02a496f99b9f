package dev.xdsi.consumer.initiating;

import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import java.util.ArrayList;
import java.util.List;

/**
 * Several communities' answers to a query made one (ITI TF-2: 3.18.4.1.3). It is a Failure only if none has answered: that a community
 * has nothing is a result beside the error of another that is down.
 */
final class ConsolidatedAnswer {
    private final List<RegistryObjectDraft> objects = new ArrayList<>();
    private final List<ObjectRef> refs = new ArrayList<>();
    private final List<XdsError> errors = new ArrayList<>();
    private boolean answered;

    void add(StoredQueryResponse answer) {
        objects.addAll(answer.objects());
        refs.addAll(answer.refs());
        errors.addAll(answer.errors());
        answered |= answer.outcome().status() == Status.SUCCESS || answer.partial();
    }

    void add(XdsError error) {
        errors.add(error);
    }

    StoredQueryResponse response() {
        return new StoredQueryResponse(objects, refs, errors, answered);
    }
}
