package dev.xdsi.consumer.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.consumer.TestStudy;
import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The three ways keep the same promise: all images of the manifest, or a failure that says which is missing. */
class ImageFetchTest {
    private static final Caller CLINICIAN = Caller.self(Caller.ANONYMOUS);
    private static final URI BASE = URI.create("http://ids.test/dicom-web");

    private final Map<String, DocumentContent> held = new LinkedHashMap<>();
    private final List<XdsError> errors = new ArrayList<>();
    private final List<Delivery.Result> deliveries = new ArrayList<>();
    private final Map<String, byte[]> arrived = new LinkedHashMap<>();

    ImageFetchTest() {
        TestStudy.ALL.forEach(uid -> held.put(uid, TestStudy.content(TestStudy.image(uid))));
    }

    @ParameterizedTest
    @EnumSource
    void everyImageArrivesUnchanged(Via via) throws IOException {
        fetch(via, TestStudy.manifest());

        assertThat(arrived.keySet()).containsExactlyInAnyOrderElementsOf(TestStudy.ALL);
        arrived.forEach((uid, bytes) -> assertThat(bytes).isEqualTo(TestStudy.image(uid)));
        assertThat(deliveries).isNotEmpty().allMatch(Delivery.Result::complete);
        assertThat(deliveries.stream().flatMap(one -> one.sent().keySet().stream()))
                .containsExactlyInAnyOrderElementsOf(TestStudy.ALL);
        assertThat(deliveries.getFirst().sent())
                .containsEntry(TestStudy.FIRST, (long) TestStudy.image(TestStudy.FIRST).length);
    }

    @ParameterizedTest
    @EnumSource
    void aMissingImageIsNoticed(Via via) {
        held.remove(TestStudy.SECOND);

        assertThatThrownBy(() -> fetch(via, TestStudy.manifest()))
                .isInstanceOf(RetrievalException.class)
                .hasMessageContaining(TestStudy.SECOND);
    }

    @ParameterizedTest
    @EnumSource
    void anotherImageInItsPlaceIsNotTaken(Via via) {
        held.put(TestStudy.SECOND, TestStudy.content(TestStudy.image("1.2.99")));

        assertThatThrownBy(() -> fetch(via, TestStudy.manifest()))
                .isInstanceOf(RetrievalException.class)
                .hasMessageContaining(TestStudy.SECOND);
        assertThat(arrived).doesNotContainKey("1.2.99");
    }

    @ParameterizedTest
    @EnumSource(names = {"RAD_69", "WADO_RS"})
    void anImageThatTheManifestDoesNotNameIsLeftOut(Via via) throws IOException {
        held.put("1.2.99", TestStudy.content(TestStudy.image("1.2.99")));

        fetch(via, TestStudy.manifest());

        assertThat(arrived.keySet()).containsExactlyInAnyOrderElementsOf(TestStudy.ALL);
        assertThat(deliveries).noneMatch(one -> one.sent().containsKey("1.2.99"));
    }

    @ParameterizedTest
    @EnumSource
    void aStreamThatBreaksIsAFailureAndItsDeliverySaysSo(Via via) {
        held.put(TestStudy.SECOND, TestStudy.broken(TestStudy.image(TestStudy.SECOND)));

        assertThatThrownBy(() -> fetch(via, TestStudy.manifest())).hasMessage("connection reset");
        assertThat(deliveries.getLast().complete()).isFalse();
        assertThat(deliveries).noneMatch(one -> one.sent().containsKey(TestStudy.SECOND));
    }

    @Test
    void errorsOfRad69AreNotPassedOver() {
        errors.add(XdsError.of(ErrorCode.XDSRepositoryError, "one is lost"));

        assertThatThrownBy(() -> fetch(Via.RAD_69, TestStudy.manifest()))
                .isInstanceOf(RetrievalException.class)
                .hasMessageContaining("XDSRepositoryError");
    }

    @Test
    void warningsOfRad69AreNoFailure() throws IOException {
        errors.add(XdsError.warning(ErrorCode.XDSRepositoryError, "slow today"));

        fetch(Via.RAD_69, TestStudy.manifest());

        assertThat(arrived).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownSourceIsNamed(Via via) {
        Manifest elsewhere = new Manifest("1.2", List.of(TestStudy.series("1.2.1", "9.9.9", "1.2.1.1")));

        assertThatThrownBy(() -> fetch(via, elsewhere))
                .isInstanceOf(RetrievalException.class)
                .hasMessageContaining("9.9.9");
    }

    @Test
    void theWordsOfTheWaysAreKnown() {
        for (Via via : Via.values()) {
            assertThat(Via.ofWord(via.word())).contains(via);
        }
        assertThat(Via.ofWord("carrier-pigeon")).isEmpty();
    }

    /** The gateway to another community refuses it when it is opened, after its answer has begun. */
    @Test
    void anImageThatIsRefusedOnItsWayIsMissedBesideTheOthers() {
        held.put(TestStudy.SECOND, new DocumentContent() {
            @Override
            public long length() {
                return -1;
            }

            @Override
            public InputStream open() throws IOException {
                throw new WrongInstanceException("of another study");
            }
        });

        assertThatThrownBy(() -> fetch(Via.RAD_69, TestStudy.manifest()))
                .isInstanceOf(RetrievalException.class)
                .hasMessageContaining(TestStudy.SECOND);
        assertThat(arrived).containsOnlyKeys(TestStudy.FIRST, TestStudy.THIRD);
    }

    private void fetch(Via via, Manifest manifest) throws IOException {
        ImagingSource source = new ImagingSource(this::rad69, BASE, BASE);
        ImagingSources sources = uid -> Optional.of(source).filter(one -> uid.equals(TestStudy.LOCATION));
        ImageFetch fetch = switch (via) {
            case RAD_69 -> new Rad69Fetch(sources, Abroad.NOWHERE, List.of("1.2.840.10008.1.2.1"));
            case WADO_RS ->
                new WadoRsFetch(
                        sources, WadoRsFetch.Level.STUDY, (study, caller) -> stream(List.copyOf(held.values())));
            case WADO_URI ->
                new WadoUriFetch(
                        sources,
                        (address, caller) -> stream(
                                Optional.ofNullable(held.get(address.instance().sopInstanceUID())).stream()
                                        .toList()));
        };
        fetch.fetch(manifest, CLINICIAN, (uid, part10) -> arrived.put(uid, part10.readAllBytes()));
    }

    private InstanceStream stream(List<DocumentContent> contents) {
        Iterator<DocumentContent> left = contents.iterator();
        InstanceStream stream = new InstanceStream(new InstanceStream.Source() {
            @Override
            public Optional<InputStream> next() throws IOException {
                return left.hasNext() ? Optional.of(left.next().open()) : Optional.empty();
            }

            @Override
            public void close() {}
        });
        stream.delivery().whenClosed(deliveries::add);
        return stream;
    }

    private RetrieveDocumentSetResponse rad69(RetrieveImagingDocumentSetRequest request, Caller caller) {
        var documents = new ArrayList<RetrievedDocument>();
        held.forEach((uid, content) -> documents.add(new RetrievedDocument(
                new dev.xdsi.transaction.iti43.DocumentRequest(null, TestStudy.LOCATION, uid),
                "application/dicom",
                content)));
        RetrieveDocumentSetResponse response = new RetrieveDocumentSetResponse(documents, errors);
        response.delivery().whenClosed(deliveries::add);
        return response;
    }
}
