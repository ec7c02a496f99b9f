package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.AssociationEvent;
import dev.xdsi.imaging.RecordingRepository.Behaviour;
import dev.xdsi.imaging.publication.PublicationBacklog;
import dev.xdsi.imaging.publication.PublicationBacklog.Troubled;
import dev.xdsi.imaging.publication.PublicationStatus.State;
import dev.xdsi.model.Oid;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the imaging source tells its operator. */
@org.junit.jupiter.api.Tag("integration")
class BacklogTest extends SourceScene {
    @Test
    void whatIsNotPublishedIsCountedByStateAndNamedWithoutThePatient() throws Exception {
        running.repository.willFail(Behaviour.REJECT);
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        assertThat(running.source.publicationBacklog().studies()).isEqualTo(Map.of(State.RECEIVING, 1L));
        assertThat(running.source.publicationBacklog().troubled()).isEmpty();

        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"failed\"");
        assertThat(running.source.publicationBacklog().in(State.FAILED)).isEqualTo(1);
        assertThat(running.source.publicationBacklog().troubled())
                .containsExactly(new Troubled(new Oid(STUDY), State.FAILED, "XDSUnknownPatientId", START, 1));

        running.pass(Duration.ofMinutes(1));
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        assertThat(running.source.publicationBacklog()).isEqualTo(new PublicationBacklog(Map.of(), List.of()));
    }

    @Test
    void aHeldStudyStaysUntilSomethingIsDone() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1").setEmpty(Tag.PatientID));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"held\"");

        assertThat(running.source.publicationBacklog().in(State.HELD)).isEqualTo(1);
        assertThat(running.source.publicationBacklog().troubled())
                .singleElement()
                .satisfies(study -> assertThat(study.reason()).contains("needs a patient id"));
    }

    @Test
    void whoWatchesHearsOfEveryAssociation() throws Exception {
        assertThat(running.source.openAssociations()).isZero();
        try (Association association = running.associate()) {
            RunningSource.store(association, DataSets.ct(SERIES, SERIES + ".1"));
            assertThat(running.source.openAssociations()).isEqualTo(1);
        }
        assertThat(running.associations.peek()).isInstanceOf(AssociationEvent.Opened.class);
    }
}
