package dev.xdsi.imaging.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.pixel.PixelMemory;
import dev.xdsi.imaging.DataSets;
import dev.xdsi.imaging.TestDatabase;
import dev.xdsi.imaging.archive.BorrowedInstances;
import dev.xdsi.imaging.archive.Ingest;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.PostgresInstanceIndex;
import dev.xdsi.imaging.database.Database;
import dev.xdsi.imaging.publication.PublicationStore.LinkResult;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a study while it is being published. */
@Tag("integration")
class PostgresPublicationStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Oid STUDY = new Oid(DataSets.STUDY);
    private static final PatientId MARY = new PatientId("MARY", new Oid("1.2.3"));

    @TempDir
    private Path folder;

    /** Who was found by the ids in images may not be who a person says it is, and that may be said at any time. */
    @Test
    void aLinkThatComesInTheMidstOfAnAttemptIsNotCoveredByIt() throws Exception {
        Database database = TestDatabase.empty();
        InstanceArchive archive = new InstanceArchive(
                folder,
                new PostgresInstanceIndex(database),
                null,
                new BorrowedInstances.Surroundings(() -> NOW, UUID::randomUUID, PixelMemory.ofThisProcess()));
        Attributes image = DataSets.ct(STUDY + ".1", STUDY + ".1.1");
        assertThat(archive.ingest(DataSets.announced(image), DataSets.stream(image)))
                .isInstanceOf(Ingest.Stored.class);
        PublicationStore store = new PostgresPublicationStore(database);
        List<@Nullable PatientId> links = new ArrayList<>();
        Instant later = NOW.plus(Duration.ofHours(1));
        PublicationStore.Work work = due -> {
            links.add(due.link());
            if (links.size() == 1) {
                assertThat(store.link(STUDY, MARY, later)).isEqualTo(LinkResult.LINKED);
            }
            return new Attempt.Unchanged(due.changes());
        };

        while (store.workOnNext(later, Duration.ofMinutes(1), work)) {
            assertThat(links).hasSizeLessThan(5);
        }

        assertThat(links).containsExactly(null, MARY);
    }
}
