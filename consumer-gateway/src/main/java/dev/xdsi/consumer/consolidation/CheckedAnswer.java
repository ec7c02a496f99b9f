package dev.xdsi.consumer.consolidation;

import dev.xdsi.consumer.consolidation.Inspection.Inspected;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.XdsError.Severity;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One answer to a retrieve, before it is passed on: only what was asked for, only in the name of the community that was asked, and every
 * error says that it is that community's ({@code RegistryError/@location}, ITI TF-2: 3.39.4.1.3).
 */
final class CheckedAnswer {
    private final Respondent.Identity who;
    private final Set<Ids> awaited;
    private final Function<List<RetrievedDocument>, Inspected> inspection;

    /** A document without its community, which may have been left out where it was clear. */
    private record Ids(String repositoryUniqueId, String documentUniqueId) {
        static Ids of(DocumentRequest document) {
            return new Ids(document.repositoryUniqueId(), document.documentUniqueId());
        }
    }

    /** @param inspection of what is accepted by its ids */
    CheckedAnswer(
            Respondent.Identity who,
            Set<DocumentRequest> asked,
            Function<List<RetrievedDocument>, Inspected> inspection) {
        this.who = who;
        this.inspection = inspection;
        this.awaited = asked.stream().map(Ids::of).collect(Collectors.toCollection(HashSet::new));
    }

    void addTo(Consolidation whole, RetrieveDocumentSetResponse answer) {
        List<RetrievedDocument> accepted = new ArrayList<>();
        for (RetrievedDocument document : answer.documents()) {
            DocumentRequest named = document.request();
            String home = named.homeCommunityId();
            if (home != null && !home.isEmpty() && !home.equals(who.home().urn())) {
                whole.add(error(
                        ErrorCode.XDSUnknownCommunity,
                        named.documentUniqueId() + " came in the name of another community, " + home));
            } else if (awaited.remove(Ids.of(named))) {
                accepted.add(new RetrievedDocument(
                        new DocumentRequest(who.home().urn(), named.repositoryUniqueId(), named.documentUniqueId()),
                        document.mimeType(),
                        document.content(),
                        document.newIds()));
            }
        }
        Inspected inspected = inspection.apply(accepted);
        whole.add(inspected.documents(), answer.delivery());
        inspected.errors().forEach(whole::add);
        answer.errors().forEach(error -> whole.add(error.at(who.home().urn())));
        if (answer.errors().stream().noneMatch(error -> error.severity() == Severity.ERROR)) {
            awaited.forEach(lost -> whole.add(error(
                    ErrorCode.XDSDocumentUniqueIdError, lost.documentUniqueId() + " neither came nor was explained")));
        }
    }

    private XdsError error(ErrorCode code, String what) {
        return XdsError.of(code, who.name() + ": " + what, who.home().urn());
    }
}
