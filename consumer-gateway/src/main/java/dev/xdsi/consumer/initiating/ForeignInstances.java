package dev.xdsi.consumer.initiating;

import dev.xdsi.consumer.consolidation.Inspection;
import dev.xdsi.consumer.consolidation.Respondent;
import dev.xdsi.consumer.initiating.AskedInstance.Place;
import dev.xdsi.consumer.initiating.AskedInstance.Right;
import dev.xdsi.consumer.initiating.AskedInstance.Unseen;
import dev.xdsi.consumer.initiating.AskedInstance.Wrong;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes for images of another community (RAD TF-2: 4.75.4.2) is passed on if its data set says that it is the instance asked for, of
 * the study and series asked for. Our consents were asked about the study that the request names; a community that looks at the SOP
 * Instance UID alone would give an instance of any other study for it.
 */
enum ForeignInstances implements Inspection<RetrieveImagingDocumentSetRequest> {
    CHECKED;

    /** How much of an answer is taken in and judged before it is passed on, for its errors stand before its documents. */
    static final long AT_FIRST = 4L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(ForeignInstances.class);

    /** Once it is known that not all of an answer can be passed on: as much as there is room for. */
    private static final long AFTER_A_WRONG_ONE = Long.MAX_VALUE;

    private record Ids(String repositoryUniqueId, String documentUniqueId) {
        static Ids of(DocumentRequest document) {
            return new Ids(document.repositoryUniqueId(), document.documentUniqueId());
        }
    }

    /** What could not be judged beforehand is judged on its way, and breaks the answer off if it is wrong. */
    @Override
    public Inspected of(
            RetrieveImagingDocumentSetRequest asked, Respondent.Identity who, List<RetrievedDocument> documents) {
        Map<Ids, Set<Place>> places = places(asked);
        List<RetrievedDocument> passed = new ArrayList<>();
        List<XdsError> errors = new ArrayList<>();
        boolean looking = true;
        for (RetrievedDocument document : documents) {
            String uid = document.request().documentUniqueId();
            CheckedInstance instance = new CheckedInstance(
                    document.content(),
                    new AskedInstance(uid, places.getOrDefault(Ids.of(document.request()), Set.of())),
                    wrong -> LOG.warn("{}: what came for {} is not passed on: {}", who.name(), uid, wrong.reason()));
            switch (looking ? instance.look(errors.isEmpty() ? AT_FIRST : AFTER_A_WRONG_ONE) : new Unseen()) {
                case Right() -> passed.add(document);
                case Wrong ignored -> errors.add(unknown(uid, who));
                case Unseen() -> {
                    // What comes after it is no nearer.
                    looking = false;
                    passed.add(document.with(instance));
                }
            }
        }
        return new Inspected(passed, errors);
    }

    /** As for one that our consents deny: it is not told that there is such an instance. */
    private static XdsError unknown(String uid, Respondent.Identity who) {
        return XdsError.of(
                ErrorCode.XDSDocumentUniqueIdError,
                uid + ": no such document is available there",
                who.home().urn());
    }

    private static Map<Ids, Set<Place>> places(RetrieveImagingDocumentSetRequest asked) {
        Map<Ids, Set<Place>> places = new HashMap<>();
        asked.studies()
                .forEach(study -> study.series()
                        .forEach(series -> series.documents()
                                .forEach(document -> places.computeIfAbsent(Ids.of(document), ids -> new HashSet<>())
                                        .add(new Place(study.studyInstanceUID(), series.seriesInstanceUID())))));
        return places;
    }
}
