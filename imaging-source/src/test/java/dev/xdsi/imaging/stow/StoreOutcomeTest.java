package dev.xdsi.imaging.stow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.DataSets;
import dev.xdsi.imaging.archive.AnnouncedInstance;
import dev.xdsi.imaging.archive.Ingest.Reason;
import java.net.URI;
import org.junit.jupiter.api.Test;

class StoreOutcomeTest {
    private static final AnnouncedInstance IMAGE =
            DataSets.announced(DataSets.ct(DataSets.STUDY + ".1", DataSets.STUDY + ".1.1"));

    private final StoreOutcome outcome = new StoreOutcome(URI.create("http://localhost/dicom-web"));

    @Test
    void aPayloadIsTooLargeWhereAllOfItIs() {
        outcome.refused(IMAGE, Reason.TOO_LARGE);
        assertThat(outcome.status()).isEqualTo(413);
        assertThat(outcome.response().items(Tag.FailedSOPSequence))
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.string(Tag.ReferencedSOPInstanceUID)).contains(IMAGE.sopInstanceUID());
                    assertThat(failed.integer(Tag.FailureReason)).hasValue(0xA700);
                });

        outcome.refused(IMAGE, Reason.OTHER_PATIENT);
        assertThat(outcome.status()).isEqualTo(409);
    }

    @Test
    void whatMayBeTriedAgainIsNoConflict() {
        outcome.refused(IMAGE, Reason.OUT_OF_RESOURCES);
        assertThat(outcome.status()).isEqualTo(503);

        outcome.refused(IMAGE, Reason.OTHER_PATIENT);
        assertThat(outcome.status()).isEqualTo(409);
    }
}
