package dev.xdsi.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedTypesTest {
    private static final String EXPLICIT = "1.2.840.10008.1.2.1";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "multipart/*",
                "multipart/related",
                "multipart/related; type=\"application/dicom\"",
                "Multipart/Related;Type=application/dicom;transfer-syntax=*",
                "multipart/related; type=\"application/dicom\"; transfer-syntax=1.2.840.10008.1.2.1",
                "image/jpeg, multipart/related; type=\"application/dicom\"; q=0.5",
                "multipart/related; type=\"application/dicom\"; transfer-syntax=1.2.3, */*;q=0.1"
            })
    void acceptsParts(String accept) {
        assertThat(AcceptedTypes.parse(accept).acceptsDicomParts(EXPLICIT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/jpeg",
                "application/dicom+json",
                "multipart/related; type=\"image/jpeg\"",
                "multipart/related; type=\"application/dicom\"; transfer-syntax=1.2.840.10008.1.2.4.70",
                "*/*;q=0",
                "nonsense",
                ";;;,,,\"\"\"\u0000"
            })
    void doesNotAcceptParts(String accept) {
        assertThat(AcceptedTypes.parse(accept).acceptsDicomParts(EXPLICIT)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "*/*,true",
        "application/*,true",
        "application/dicom,true",
        "image/jpeg,false",
        "application/dicom;q=0,false"
    })
    void singleRepresentations(String accept, boolean accepted) {
        assertThat(AcceptedTypes.parse(accept).accepts("application/dicom")).isEqualTo(accepted);
    }

    @Test
    void nothingSaidAcceptsEverything() {
        assertThat(AcceptedTypes.parse(null).accepts("application/dicom")).isTrue();
        assertThat(AcceptedTypes.parse(" ").acceptsDicomParts(EXPLICIT)).isTrue();
    }

    @Test
    void r11AnAcceptWithAHundredThousandRangesCostsNothing() {
        assertThat(AcceptedTypes.parse("a/b;q=0.1,".repeat(100_000) + "*/*").accepts("application/dicom"))
                .isFalse();
    }

    @Test
    void partsOfOtherTypesAreAcceptedLikewise() {
        AcceptedTypes frames =
                AcceptedTypes.parse("multipart/related; type=application/octet-stream; transfer-syntax=*");

        assertThat(frames.acceptsParts("application/octet-stream", EXPLICIT)).isTrue();
        assertThat(frames.acceptsParts("image/jpeg", EXPLICIT)).isFalse();
        assertThat(frames.acceptsDicomParts(EXPLICIT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "multipart/related; type="})
    void bytesOfNoTransferSyntaxAreUncompressed(String form) {
        AcceptedTypes bytes = AcceptedTypes.parse(form + "application/octet-stream");
        boolean parts = !form.isEmpty();

        assertThat(bytes.quality(new Offer("application/octet-stream", parts, EXPLICIT)))
                .isEqualTo(1);
        assertThat(bytes.quality(new Offer("application/octet-stream", parts, "")))
                .isEqualTo(1);
        assertThat(bytes.quality(new Offer("application/octet-stream", parts, "1.2.840.10008.1.2.4.80")))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            */*                                    | image/jpeg
            image/png                              | image/png
            image/*;q=0.8, image/png               | image/png
            image/png;q=0.2, image/jpeg;q=0.3      | image/jpeg
            image/png;q=0.2, */*;q=0.1             | image/png
            image/avif, image/webp, */*;q=0.8      | image/jpeg
            text/html                              | nothing
            """)
    void ofSeveralTypesTheCallerLikesOneBest(String accept, String best) {
        assertThat(AcceptedTypes.parse(accept)
                        .preferred(List.of("image/jpeg", "image/png"))
                        .orElse("nothing"))
                .isEqualTo(best);
    }

    @Test
    void aTypeThatIsExcludedIsNotAcceptedByARangeAround() {
        AcceptedTypes accepted =
                AcceptedTypes.parse("*/*, image/png;q=0, application/dicom; transfer-syntax=1.2.3; q=0");

        assertThat(accepted.accepts("image/png")).isFalse();
        assertThat(accepted.accepts("image/jpeg")).isTrue();
        assertThat(accepted.best(List.of(Offer.single("application/dicom", "1.2.3"))))
                .isEmpty();
        assertThat(accepted.best(List.of(Offer.single("application/dicom", EXPLICIT))))
                .isPresent();
    }

    @Test
    void representationsAreOrderedByQuality() {
        List<Offer> offers = List.of(
                Offer.parts("application/dicom", "1.2.3"),
                Offer.parts("application/dicom", EXPLICIT),
                Offer.single("application/dicom", "1.2.3"));

        assertThat(AcceptedTypes.parse("*/*").ordered(offers)).isEqualTo(offers);
        assertThat(AcceptedTypes.parse("multipart/related; type=\"application/dicom\"; transfer-syntax=*; q=0.4,"
                                + " application/dicom; q=0.5")
                        .ordered(offers))
                .containsExactly(offers.get(2), offers.get(0), offers.get(1));
        assertThat(AcceptedTypes.parse("multipart/related; type=\"application/dicom\"; transfer-syntax=" + EXPLICIT)
                        .ordered(offers))
                .containsExactly(offers.get(1));
    }

    @Test
    void theQueryParameterComesFirstAsFarAsTheHeaderAllows() {
        List<Offer> offers = List.of(Offer.single("image/jpeg", ""), Offer.single("image/png", ""));

        assertThat(AcceptedTypes.parse("*/*", "image/png").best(offers)).contains(offers.getLast());
        assertThat(AcceptedTypes.parse(null, "image/gif").best(offers)).contains(offers.getFirst());
        assertThat(AcceptedTypes.parse("image/jpeg", "image/png").best(offers)).contains(offers.getFirst());
        assertThat(AcceptedTypes.parse("image/jpeg;q=0.1, image/png", "image/*").best(offers))
                .as("links have no wildcards")
                .contains(offers.getLast());
        assertThat(AcceptedTypes.parse("text/html", "image/png").best(offers)).isEmpty();
    }
}
