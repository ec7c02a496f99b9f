package dev.xdsi.consumer.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.consumer.TestStudy;
import dev.xdsi.consumer.dicomweb.CachedImages.Asker;
import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.manifest.ManifestInstance;
import dev.xdsi.consumer.manifest.ManifestSeries;
import dev.xdsi.consumer.portal.Session;
import dev.xdsi.consumer.portal.TestLogIn;
import dev.xdsi.consumer.retrieval.ImageFetch;
import dev.xdsi.consumer.studies.SharedStudy;
import dev.xdsi.consumer.studies.SourcePatient;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.pixel.DrawingMaterials;
import dev.xdsi.dicom.pixel.Lettering;
import dev.xdsi.dicom.pixel.PixelMemory;
import dev.xdsi.dicom.pixel.RenderingRoom;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedImagesTest {
    @TempDir
    Path folder;

    private final List<String> requested = new ArrayList<>();
    private final Session session = TestLogIn.session(InstantSource.system(), "ada");
    private final Asker ada = new Asker(
            session,
            session.caller(new Caller.Node("127.0.0.1", Caller.ANONYMOUS, null)).orElseThrow());

    private CachedImages images(InstanceCache cache) {
        ImageFetch rad69 = (part, caller, sink) -> {
            for (ManifestInstance instance : part.instances().toList()) {
                requested.add(instance.sopInstanceUID());
                sink.accept(
                        instance.sopInstanceUID(),
                        new ByteArrayInputStream(TestStudy.image(instance.sopInstanceUID())));
            }
        };
        ImageFetch never = (part, caller, sink) -> {
            throw new AssertionError("not the way to another community");
        };
        ImageWays ways = new ImageWays(
                home -> Optional.of((request, by) -> {
                    throw new AssertionError("fetched by its way alone");
                }),
                never,
                never,
                rad69);
        return new CachedImages(
                cache, ways, RenderingRoom.usual(new DrawingMaterials(PixelMemory.ofThisProcess(), Lettering.NONE)));
    }

    @Test
    void theImageThatStandsForAStudyOfAnotherCommunityComesWithoutItsSeries() throws Exception {
        Manifest study = new Manifest(
                "1.2.3",
                List.of(
                        series("1.2.3.1", UID.KeyObjectSelectionDocumentStorage, 1),
                        series("1.2.3.2", UID.CTImageStorage, 300)),
                "urn:oid:9.9");
        try (InstanceCache cache = new InstanceCache(folder, InstanceCache.Limits.DEFAULT, System::nanoTime)) {
            Manifest chosen = ImageChoice.representative(List.of(study)).orElseThrow();
            images(cache).alone(chosen, ada);
        }

        assertThat(requested).containsExactly("1.2.3.2.150");
        assertThat(ImageChoice.all(List.of(study))).hasSize(300);
        assertThat(ImageChoice.representative(
                        List.of(new Manifest("1.2.3", List.of(series("1.2.3.1", UID.BasicTextSRStorage, 2))))))
                .isEmpty();
    }

    @Test
    void ofASeriesThatTwoManifestsShareComesThePartOfTheImage() throws Exception {
        ManifestSeries whole = series("1.2.3.2", UID.CTImageStorage, 4);
        OpenStudy study = new OpenStudy(
                new PatientId("1", new Oid("1.2.4")),
                List.of(
                        shared(whole.of(whole.instances().subList(0, 2))),
                        shared(whole.of(whole.instances().subList(2, 4)))));

        try (InstanceCache cache = new InstanceCache(folder, InstanceCache.Limits.DEFAULT, System::nanoTime)) {
            images(cache).image(study.part("1.2.3.2", "1.2.3.2.4").getFirst(), study, ada);
        }

        assertThat(requested).containsExactly("1.2.3.2.3", "1.2.3.2.4");
    }

    private static SharedStudy shared(ManifestSeries series) {
        return new SharedStudy(
                "1.2.9.1",
                "1.2.9",
                "urn:oid:9.9",
                "2026-03-04",
                List.of("CT"),
                "",
                "",
                new SourcePatient("", "", ""),
                new Manifest("1.2.3", List.of(series), "urn:oid:9.9"));
    }

    private static ManifestSeries series(String uid, String sopClassUID, int count) {
        return new ManifestSeries(
                uid,
                "1.2.9",
                null,
                IntStream.rangeClosed(1, count)
                        .mapToObj(i -> new ManifestInstance(sopClassUID, uid + "." + i))
                        .toList());
    }
}
