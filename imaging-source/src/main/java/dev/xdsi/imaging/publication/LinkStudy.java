package dev.xdsi.imaging.publication;

import dev.xdsi.imaging.publication.PublicationStore.LinkResult;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.time.InstantSource;

/** Names the affinity domain's patient of a study, for a caller who is known. */
public record LinkStudy(PublicationStore store, InstantSource clock) implements Transaction<StudyLink, LinkResult> {
    @Override
    public LinkResult perform(StudyLink link, Caller caller) {
        return store.link(link.study(), link.patient(), clock.instant());
    }
}
