package dev.xdsi.imaging.search;

import dev.xdsi.imaging.archive.InstanceUnavailable;
import dev.xdsi.imaging.disclosure.StudyDisclosure;
import dev.xdsi.imaging.manifest.RetrieveAddress;
import dev.xdsi.imaging.query.Catalogue;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers a question by what the caller may have. The answers are looked for as they are read. */
public final class Search implements Transaction<Question, Matches> {
    private static final Logger LOG = LoggerFactory.getLogger(Search.class);

    private final Catalogue catalogue;
    private final StudyDisclosure disclosure;
    private final String transaction;
    private final RetrieveAddress here;
    private final SearchLimits limits;

    /** @param transaction as which consents are asked: {@code C-FIND}, {@code RAD-129} */
    public Search(
            Catalogue catalogue,
            StudyDisclosure disclosure,
            String transaction,
            RetrieveAddress here,
            SearchLimits limits) {
        this.catalogue = catalogue;
        this.disclosure = disclosure;
        this.transaction = transaction;
        this.here = here;
        this.limits = limits;
    }

    @Override
    public Matches perform(Question question, Caller caller) {
        StudyDisclosure.View disclosed = new Sure(disclosure.viewOf(caller, transaction), new HashSet<>());
        return new Matches(question.query(), catalogue, disclosed, here, limits);
    }

    /** Where it cannot be told whether a study may be shown, since its images are away, it is not: the others are found nevertheless. */
    private record Sure(StudyDisclosure.View disclosed, Set<Oid> unknown) implements StudyDisclosure.View {
        @Override
        public boolean test(Oid study) {
            if (unknown.contains(study)) {
                return false;
            }
            try {
                return disclosed.test(study);
            } catch (InstanceUnavailable | UncheckedIOException away) {
                LOG.warn("study {} is left out of an answer: it cannot be told who may see it", study, away);
                unknown.add(study);
                return false;
            }
        }

        @Override
        public boolean hasSeries(Oid study, Oid seriesInstanceUID) {
            return disclosed.hasSeries(study, seriesInstanceUID);
        }

        @Override
        public boolean hasInstance(Oid study, Oid sopInstanceUID) {
            return disclosed.hasInstance(study, sopInstanceUID);
        }
    }
}
