package dev.xdsi.imaging.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.pixel.PixelMemory;
import dev.xdsi.imaging.DataSets;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes with a cache each, in front of a PACS that corrects an image while somebody reads it. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class BorrowedInstancesTest {
    private static final String SERIES = DataSets.STUDY + ".1";
    private static final Oid UID = new Oid(SERIES + ".1");
    private static final long ROOM = 10_000;

    @TempDir
    Path folder;

    private final InMemoryInstanceIndex index = new InMemoryInstanceIndex();
    private Attributes atThePacs = image("Müller^Jürg");
    private BorrowedInstances one;
    private BorrowedInstances other;

    @BeforeEach
    void enter() throws IOException {
        one = process("one");
        other = process("other");
        WantedInstances wanted = new WantedInstances(
                "4711",
                new Oid(DataSets.STUDY),
                new Oid(SERIES),
                Map.of(UID, new Oid(atThePacs.string(Tag.SOPClassUID, ""))));
        assertThat(one.take(wanted, DataSets.announced(atThePacs), DataSets.stream(atThePacs)))
                .isInstanceOf(Ingest.Stored.class);
    }

    private BorrowedInstances process(String name) throws IOException {
        return new BorrowedInstances(
                new BorrowedInstances.Cache(folder.resolve(name), ROOM, Reserve.NONE),
                index,
                (wanted, taker) -> taker.take(DataSets.announced(atThePacs), DataSets.stream(atThePacs)),
                new BorrowedInstances.Surroundings(() -> Instant.EPOCH, UUID::randomUUID, PixelMemory.ofThisProcess()));
    }

    private static Attributes image(String name) {
        return DataSets.ct(SERIES, UID.value()).setString(Tag.PatientName, name);
    }

    private StoredInstance known() {
        return index.kept(Set.of(UID)).getFirst();
    }

    private static byte[] read(HeldInstance held) throws IOException {
        return Files.readAllBytes(held.file());
    }

    private long files(String process) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(process))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void whoReadsReadsOnInTheImageAsItWas() throws IOException {
        for (String corrected : new String[] {"Meier^Jürg", "Müller^Jörg", "Mueller-Meier^Juerg Karl"}) {
            try (HeldInstance before = new HeldInstance(one, known())) {
                byte[] bytes = read(before);
                atThePacs = image(corrected);
                new HeldInstance(other, known()).close(); // It has nothing of it, and fetches.
                assertThat(known()).isNotEqualTo(before.instance());

                try (HeldInstance now = new HeldInstance(one, known())) {
                    assertThat(read(now)).endsWith(DataSets.bytes(atThePacs));
                    assertThat(now.instance()).isEqualTo(known());
                }
                assertThat(read(before)).as(corrected).isEqualTo(bytes);
            }
            other = process(corrected);
        }
    }

    /** The index knows it by another name then, under which it is not here yet. */
    @Test
    void whatWasReplacedGoesOnceNobodyReadsIt() throws IOException {
        StoredInstance first = known();
        try (HeldInstance before = new HeldInstance(one, first)) {
            Files.write(before.file(), new byte[7]); // The disk has damaged it, so that it is fetched again.
            atThePacs = image("Meier^Jürg");
            try (HeldInstance now = new HeldInstance(one, first)) {
                assertThat(read(now)).endsWith(DataSets.bytes(atThePacs));
            }
            assertThat(before.file()).exists();
            assertThat(files("one")).isEqualTo(2);
        }
        assertThat(files("one")).isEqualTo(1);
        assertThat(one.figures().cacheBytes()).isEqualTo(known().file().length());
    }
}
