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
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.pixel.PixelMemory;
import dev.xdsi.dicom.pixel.RenderingRoom;
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

    @Test
    void theImageThatStandsForAStudyOfAnotherCommunityComesWithoutItsSeries() throws Exception {
        List<String> requested = new ArrayList<>();
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
        Session ada = TestLogIn.session(InstantSource.system(), "ada");
        Caller caller =
                ada.caller(new Caller.Node("127.0.0.1", Caller.ANONYMOUS, null)).orElseThrow();
        Manifest study = new Manifest(
                "1.2.3",
                List.of(
                        series("1.2.3.1", UID.KeyObjectSelectionDocumentStorage, 1),
                        series("1.2.3.2", UID.CTImageStorage, 300)),
                "urn:oid:9.9");
        ImageWays ways = new ImageWays(
                home -> Optional.of((request, by) -> {
                    throw new AssertionError("fetched by its way alone");
                }),
                never,
                never,
                rad69);

        try (InstanceCache cache = new InstanceCache(folder, InstanceCache.Limits.DEFAULT, System::nanoTime)) {
            Manifest chosen = ImageChoice.representative(List.of(study)).orElseThrow();
            new CachedImages(cache, ways, RenderingRoom.usual(PixelMemory.ofThisProcess()))
                    .alone(chosen, new Asker(ada, caller));
        }

        assertThat(requested).containsExactly("1.2.3.2.150");
        assertThat(ImageChoice.all(List.of(study))).hasSize(300);
        assertThat(ImageChoice.representative(
                        List.of(new Manifest("1.2.3", List.of(series("1.2.3.1", UID.BasicTextSRStorage, 2))))))
                .isEmpty();
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
