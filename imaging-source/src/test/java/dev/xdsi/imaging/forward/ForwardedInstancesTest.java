package dev.xdsi.imaging.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.pixel.PixelMemory;
import dev.xdsi.imaging.DataSets;
import dev.xdsi.imaging.TestDatabase;
import dev.xdsi.imaging.archive.BorrowedInstances;
import dev.xdsi.imaging.archive.Ingest;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.PostgresInstanceIndex;
import dev.xdsi.imaging.database.Database;
import dev.xdsi.imaging.publication.Publisher.Timing;
import dev.xdsi.imaging.publication.Schedule;
import dev.xdsi.model.Oid;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits, and several who send it, some of whom die over it. */
@Tag("integration")
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class ForwardedInstancesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Oid IMAGE = new Oid(DataSets.STUDY + ".1.1");

    @TempDir
    private Path folder;

    private ForwardedInstances waiting;

    @BeforeEach
    void storeOne() throws Exception {
        Database database = TestDatabase.empty();
        waiting = new ForwardedInstances(database, new Timing(() -> NOW, Schedule.DEFAULT), false);
        InstanceArchive archive = new InstanceArchive(
                folder,
                new PostgresInstanceIndex(database, waiting),
                null,
                new BorrowedInstances.Surroundings(() -> NOW, UUID::randomUUID, PixelMemory.ofThisProcess()));
        Attributes image = DataSets.ct(DataSets.STUDY + ".1", IMAGE.value());
        assertThat(archive.ingest(DataSets.announced(image), DataSets.stream(image)))
                .isInstanceOf(Ingest.Stored.class);
    }

    private static ForwardedInstances.Result taken(Set<Oid> instances) {
        assertThat(instances).isEqualTo(Set.of(IMAGE));
        return new ForwardedInstances.Result(Map.of(IMAGE, Fate.TAKEN), Optional.empty());
    }

    @Test
    void whoDiesOverItLeavesItToTheNext() {
        assertThatThrownBy(() -> waiting.sendNext(NOW, instances -> {
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");

        assertThat(waiting.sendNext(NOW, ForwardedInstancesTest::taken)).isEqualTo(Progress.DONE);
        assertThat(waiting.sendNext(NOW, ForwardedInstancesTest::taken)).isEqualTo(Progress.NOTHING_DUE);
    }

    @Test
    void whatOneSendsNobodyElseSends() {
        Progress outer = waiting.sendNext(NOW, instances -> {
            assertThat(waiting.sendNext(NOW, ForwardedInstancesTest::taken)).isEqualTo(Progress.NOTHING_DUE);
            return taken(instances);
        });

        assertThat(outer).isEqualTo(Progress.DONE);
    }

    @Test
    void whatWasNotTriedIsDueAsBefore() {
        assertThat(waiting.sendNext(NOW, any -> new ForwardedInstances.Result(Map.of(), Optional.of("not there"))))
                .isEqualTo(new Progress.Away("not there"));

        assertThat(waiting.sendNext(NOW, ForwardedInstancesTest::taken)).isEqualTo(Progress.DONE);
    }

    @Test
    void whatDoesNotGoThroughIsDueLater() {
        List<Fate> fates = List.of(new Fate.Later("no room"), new Fate.Refused("no"));
        for (Fate fate : fates) {
            Instant later = NOW.plusSeconds(3600);
            assertThat(waiting.sendNext(
                            later, any -> new ForwardedInstances.Result(Map.of(IMAGE, fate), Optional.empty())))
                    .isEqualTo(Progress.DONE);
            assertThat(waiting.sendNext(NOW, ForwardedInstancesTest::taken)).isEqualTo(Progress.NOTHING_DUE);
        }
    }
}
