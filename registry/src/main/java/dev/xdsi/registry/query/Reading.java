package dev.xdsi.registry.query;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.query.ParameterCheck.Judgement;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import java.util.List;

/** What a request asks, or everything that is wrong with how it asks (ITI TF-2: 3.18.4.1.2.3). */
public sealed interface Reading {
    record Understood(StoredQuery query) implements Reading {}

    record Refused(List<XdsError> errors) implements Reading {
        public Refused {
            errors = List.copyOf(errors);
        }
    }

    static Reading of(StoredQueryRequest request) {
        return QueryParameters.of(request.queryId())
                .map(query -> judged(query, request))
                .orElseGet(
                        () -> new Refused(List.of(XdsError.of(ErrorCode.XDSUnknownStoredQuery, "unknown query id"))));
    }

    private static Reading judged(QueryParameters query, StoredQueryRequest request) {
        return switch (ParameterCheck.judge(query, request.parameters())) {
            case Judgement.Refused(List<XdsError> errors) -> new Refused(errors);
            case Judgement.Accepted(Arguments arguments) ->
                new Understood(query.read().apply(arguments));
        };
    }
}
