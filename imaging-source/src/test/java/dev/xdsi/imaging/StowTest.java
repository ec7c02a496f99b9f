package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.dicom.json.BulkDataSource;
import dev.xdsi.dicom.json.BulkDataUris;
import dev.xdsi.dicom.json.DicomJson;
import dev.xdsi.dicom.json.JsonLimits;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.xml.NativeDicomModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances that come by STOW-RS as metadata and bulk data apart (PS3.18 10.5.2), and what is answered. */
@org.junit.jupiter.api.Tag("integration")
class StowTest extends WebScene {
    private static final String JSON = "application/dicom+json";
    private static final String XML = "application/dicom+xml";
    private static final BulkDataUris PIXELS_APART = (path, element) ->
            element.tag() == Tag.PixelData ? Optional.of("https://elsewhere/" + path) : Optional.empty();

    /** A part of a body. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sent(String type, String location, byte[] body) {}

    private HttpResponse<byte[]> post(String path, String root, String accept, Sent... parts) throws Exception {
        List<byte[]> body = new ArrayList<>();
        for (Sent part : parts) {
            String place = part.location().isEmpty() ? "" : "Content-Location: " + part.location() + "\r\n";
            body.add(("\r\n--frontier\r\nContent-Type: " + part.type() + "\r\n" + place + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            body.add(part.body());
        }
        body.add("\r\n--frontier--\r\n".getBytes(StandardCharsets.US_ASCII));
        return running.send(
                HttpRequest.newBuilder()
                        .headers(
                                "Content-Type",
                                "multipart/related; type=\"" + root + "\"; boundary=frontier",
                                "Accept",
                                accept)
                        .POST(BodyPublishers.ofByteArrays(body)),
                path);
    }

    private static byte[] json(Attributes... dataSets) throws IOException {
        StringWriter out = new StringWriter();
        DicomJson.writeAll(List.of(dataSets), out, PIXELS_APART);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Attributes answer(HttpResponse<byte[]> response) throws IOException {
        return DicomJson.readAll(new ByteArrayInputStream(response.body()), JsonLimits.DEFAULT, BulkDataSource.IGNORE)
                .getFirst();
    }

    private DicomFile stored(String uid) throws Exception {
        HttpResponse<byte[]> file = get(instance(uid), "Accept", "application/dicom");
        assertThat(file.statusCode()).isEqualTo(200);
        return Part10.read(new ByteArrayInputStream(file.body()), ReadOptions.DEFAULT);
    }

    private void assertNothingLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("uploads"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void nothingIsTakenWhereTheDiskHasTooLittleLeft() throws Exception {
        Attributes image = DataSets.ct(SERIES, NATIVE);
        running.free.set(0);

        HttpResponse<byte[]> refused = post(
                "/dicom-web/studies",
                JSON,
                JSON,
                new Sent(JSON, "", json(image.copy().remove(Tag.PixelData))));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(running.store(image).code()).isEqualTo(0xA700);
        try (Stream<Path> kept = Files.walk(folder.resolve("instances"))) {
            assertThat(kept.filter(Files::isRegularFile)).isEmpty();
        }
        assertNothingLeft();

        running.free.set(Long.MAX_VALUE);
        assertThat(running.store(image)).isEqualTo(Status.SUCCESS);
    }

    @Test
    void aDeflatedFileIsTaken() throws Exception {
        Attributes image = DataSets.ct(SERIES, NATIVE);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Part10.write(file, FileMeta.of(image, TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN), image);

        HttpResponse<byte[]> taken = post(
                "/dicom-web/studies", "application/dicom", JSON, new Sent("application/dicom", "", file.toByteArray()));

        assertThat(taken.statusCode()).as(text(taken)).isEqualTo(200);
    }

    /** An image is not here when only its address is, and nobody is sent there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                UID.JPIPReferenced,
                UID.JPIPReferencedDeflate,
                UID.JPIPHTJ2KReferenced,
                UID.JPIPHTJ2KReferencedDeflate,
                JSON
            })
    void anAddressInPlaceOfPixelsIsRefusedAndNotAsked(String way) throws Exception {
        try (ServerSocket provider = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Attributes image = DataSets.ct(SERIES, NATIVE)
                    .remove(Tag.PixelData)
                    .setString(Tag.PixelDataProviderURL, "http://127.0.0.1:" + provider.getLocalPort() + "/jpip");
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            if (!way.equals(JSON)) {
                Part10.write(file, FileMeta.of(image, TransferSyntax.of(way)), image);
            }

            HttpResponse<byte[]> refused = way.equals(JSON)
                    ? post("/dicom-web/studies", JSON, JSON, new Sent(JSON, "", json(image)))
                    : post(
                            "/dicom-web/studies",
                            "application/dicom",
                            JSON,
                            new Sent("application/dicom", "", file.toByteArray()));

            assertThat(refused.statusCode()).as(text(refused)).isEqualTo(409);
            assertThat(answer(refused).item(Tag.FailedSOPSequence).orElseThrow().integer(Tag.FailureReason))
                    .hasValue(0xC122);
            assertThat(get(instance(NATIVE), "Accept", "application/dicom").statusCode())
                    .isEqualTo(404);
            provider.setSoTimeout(300);
            assertThatThrownBy(provider::accept).isInstanceOf(SocketTimeoutException.class);
        }
        assertNothingLeft();
    }

    @Test
    void jsonAndPixelsBecomeAnInstance() throws Exception {
        Attributes image = DataSets.ct(SERIES, NATIVE);
        byte[] pixels = image.bytes(Tag.PixelData);

        HttpResponse<byte[]> response = post(
                "/dicom-web/studies",
                JSON,
                "*/*",
                new Sent(JSON, "", json(image)),
                new Sent("application/octet-stream", "https://elsewhere/7FE00010", pixels));

        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        assertThat(answer(response).item(Tag.ReferencedSOPSequence).flatMap(item -> item.string(Tag.RetrieveURL)))
                .contains("http://localhost:8081" + instance(NATIVE));
        DicomFile stored = stored(NATIVE);
        assertThat(stored.transferSyntax().uid()).isEqualTo(UID.ExplicitVRLittleEndian);
        assertThat(stored.dataSet().bytes(Tag.PixelData)).isEqualTo(pixels);
        assertThat(stored.dataSet().string(Tag.PatientName)).contains("Müller^Jürg");
        assertNothingLeft();
    }

    private static final Set<Integer> LONG = Set.of(
            Tag.ImageComments,
            Tag.PatientComments,
            Tag.TextValue,
            Tag.WindowCenter,
            Tag.ContourData,
            Tag.RedPaletteColorLookupTableDescriptor,
            Tag.RealWorldValueLUTData);
    private static final BulkDataUris LONG_APART = (path, element) ->
            LONG.contains(element.tag()) ? Optional.of("https://elsewhere/" + path) : Optional.empty();

    /** Text and numbers of every kind, some of them longer than their value representation has a length for. */
    private static Attributes wordy() {
        return DataSets.keyObject(SERIES + ".7", "113030", NATIVE)
                .setString(Tag.SeriesInstanceUID, SERIES)
                .setString(Tag.PatientName, "Muller^Jurg")
                .setString(Tag.ImageComments, VR.LT, "odd")
                .setString(Tag.PatientComments, VR.LT, "x".repeat(70_000))
                .setString(Tag.WindowCenter, VR.DS, "40.5", "300")
                .setString(
                        Tag.ContourData,
                        VR.DS,
                        Collections.nCopies(20_000, "1.25").toArray(String[]::new))
                .setInt(Tag.RedPaletteColorLookupTableDescriptor, VR.US, 256, 0, 16)
                .setReal(Tag.RealWorldValueLUTData, VR.FD, 0.5, -1e300)
                .setItems(Tag.AcquisitionContextSequence, new Attributes().setString(Tag.TextValue, VR.UT, "plain"));
    }

    /** Metadata that name every long value by an address, and these values: those of the data set, but for some. */
    private HttpResponse<byte[]> postApart(String type, Attributes dataSet, Map<Integer, byte[]> other)
            throws Exception {
        Attributes metadata = new Attributes();
        List<Sent> sent = new ArrayList<>();
        apart("", dataSet, metadata, sent, other);
        byte[] body = type.equals(XML) ? NativeDicomModel.toBytes(metadata, LONG_APART) : longApart(metadata);
        sent.addFirst(new Sent(type, "", body));
        return post("/dicom-web/studies", type, JSON, sent.toArray(Sent[]::new));
    }

    private static void apart(
            String path, Attributes dataSet, Attributes metadata, List<Sent> sent, Map<Integer, byte[]> other) {
        for (Element element : dataSet) {
            int tag = element.tag();
            String here = path + Tags.toHex(tag);
            if (LONG.contains(tag)) {
                byte[] bytes = other.getOrDefault(tag, dataSet.bytes(tag));
                metadata.set(new Element(tag, element.vr(), new Value.Bulk(BulkData.of(new byte[1]))));
                sent.add(new Sent("application/octet-stream", "https://elsewhere/" + here, bytes));
            } else if (tag == Tag.AcquisitionContextSequence) {
                Attributes item = new Attributes();
                apart(here + "/0/", dataSet.item(tag).orElseThrow(), item, sent, other);
                metadata.setItems(tag, item);
            } else {
                metadata.set(element);
            }
        }
    }

    /** The bytes of a value, which are left in the file where they are many. */
    private static byte[] whole(Attributes dataSet, int tag) throws IOException {
        Value value = dataSet.element(tag).orElseThrow().value();
        if (value instanceof Value.Bulk(BulkData large)) {
            try (InputStream in = large.open()) {
                return in.readAllBytes();
            }
        }
        return dataSet.bytes(tag);
    }

    private static byte[] longApart(Attributes metadata) throws IOException {
        StringWriter out = new StringWriter();
        DicomJson.writeAll(List.of(metadata), out, LONG_APART);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, XML})
    void textAndNumbersComeAsBulkDataToo(String type) throws Exception {
        Attributes sent = wordy();

        HttpResponse<byte[]> response = postApart(type, sent, Map.of());

        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        Attributes stored = stored(SERIES + ".7").dataSet();
        for (int tag : new int[] {Tag.ImageComments, Tag.PatientComments, Tag.WindowCenter, Tag.ContourData}) {
            assertThat(new String(whole(stored, tag), StandardCharsets.US_ASCII).strip())
                    .as(Tags.toString(tag))
                    .isEqualTo(new String(sent.bytes(tag), StandardCharsets.US_ASCII).strip());
        }
        assertThat(stored.longs(Tag.RedPaletteColorLookupTableDescriptor)).containsExactly(256, 0, 16);
        assertThat(stored.reals(Tag.RealWorldValueLUTData)).containsExactly(0.5, -1e300);
        assertThat(stored.item(Tag.AcquisitionContextSequence).flatMap(item -> item.string(Tag.TextValue)))
                .contains("plain");
        assertNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, XML})
    void textOfAPartIsUnicodeAsTheMetadataAre(String type) throws Exception {
        byte[] unicode = "Jürg の写真".getBytes(StandardCharsets.UTF_8);

        HttpResponse<byte[]> response = postApart(type, wordy(), Map.of(Tag.TextValue, unicode));

        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        Attributes stored = stored(SERIES + ".7").dataSet();
        assertThat(stored.strings(Tag.SpecificCharacterSet)).containsExactly("ISO_IR 192");
        assertThat(stored.item(Tag.AcquisitionContextSequence).flatMap(item -> item.string(Tag.TextValue)))
                .contains("Jürg の写真");
    }

    @Test
    void bulkDataThatAreNoValueOfTheirAttributeAreAFailureOfThatInstance() throws Exception {
        byte[] latin = "Jürg".getBytes(StandardCharsets.ISO_8859_1);
        for (Map<Integer, byte[]> wrong : List.of(
                Map.of(Tag.RedPaletteColorLookupTableDescriptor, new byte[5]),
                Map.of(Tag.RealWorldValueLUTData, new byte[12]),
                Map.of(Tag.ImageComments, latin),
                Map.of(Tag.WindowCenter, "½".getBytes(StandardCharsets.UTF_8)))) {
            HttpResponse<byte[]> response = postApart(JSON, wordy(), wrong);

            assertThat(response.statusCode()).as("%s", wrong.keySet()).isEqualTo(409);
            assertThat(answer(response).item(Tag.FailedSOPSequence)).hasValueSatisfying(failed -> {
                assertThat(failed.string(Tag.ReferencedSOPInstanceUID)).contains(SERIES + ".7");
                assertThat(failed.integer(Tag.FailureReason)).hasValue(0xC000);
            });
        }
        assertNothingLeft();
    }

    @Test
    void xmlAndCompressedFramesBecomeAnInstanceInTheirTransferSyntax() throws Exception {
        Attributes image = DataSets.ct(SERIES, COMPRESSED)
                .setInt(Tag.NumberOfFrames, 2)
                .set(new Element(Tag.PixelData, VR.OB, new Value.Fragments(List.of(BulkData.of(new byte[2])))));
        byte[] xml = NativeDicomModel.toBytes(image, PIXELS_APART);
        String type = "image/dicom-rle; transfer-syntax=" + RLE;

        HttpResponse<byte[]> response = post(
                "/dicom-web/studies/" + STUDY,
                XML,
                XML,
                new Sent(XML, "", xml),
                new Sent(type, "https://elsewhere/7FE00010", rle(frame(1, SMALL))),
                new Sent(type, "https://elsewhere/7FE00010", rle(frame(2, SMALL))));

        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo(XML);
        assertThat(NativeDicomModel.read(
                                new ByteArrayInputStream(response.body()), JsonLimits.DEFAULT, BulkDataSource.IGNORE)
                        .items(Tag.ReferencedSOPSequence))
                .hasSize(1);
        assertThat(stored(COMPRESSED).transferSyntax().uid()).isEqualTo(RLE);
        assertThat(parts(get(instance(COMPRESSED) + "/frames/1,2")))
                .containsExactly(rle(frame(1, SMALL)), rle(frame(2, SMALL)));
    }

    @Test
    void whatIsIncompleteIsAFailureOfItsOwn() throws Exception {
        Attributes whole = DataSets.keyObject(SERIES + ".7", "113030", NATIVE);

        HttpResponse<byte[]> mixed =
                post("/dicom-web/studies", JSON, "*/*", new Sent(JSON, "", json(DataSets.ct(SERIES, NATIVE), whole)));
        HttpResponse<byte[]> nothing =
                post("/dicom-web/studies", JSON, "*/*", new Sent(JSON, "", json(DataSets.ct(SERIES, NATIVE))));

        assertThat(mixed.statusCode()).isEqualTo(202);
        assertThat(answer(mixed).item(Tag.FailedSOPSequence)).hasValueSatisfying(failed -> {
            assertThat(failed.string(Tag.ReferencedSOPInstanceUID)).contains(NATIVE);
            assertThat(failed.integer(Tag.FailureReason)).hasValue(0xC000);
        });
        assertThat(answer(mixed).items(Tag.ReferencedSOPSequence)).hasSize(1);
        assertThat(nothing.statusCode()).isEqualTo(409);
        assertThat(post("/dicom-web/studies/1.9.9", JSON, "*/*", new Sent(JSON, "", json(whole)))
                        .statusCode())
                .as("of another study")
                .isEqualTo(409);
        assertNothingLeft();
    }

    @Test
    void aBodyThatIsNoMultipartIsTakenToo() throws Exception {
        running.store(DataSets.ct(SERIES, NATIVE));
        byte[] file = get(instance(NATIVE), "Accept", "application/dicom").body();

        HttpResponse<byte[]> instance = alone("application/dicom", file);
        HttpResponse<byte[]> metadata = alone(JSON, json(DataSets.keyObject(SERIES + ".7", "113030", NATIVE)));

        assertThat(instance.statusCode()).isEqualTo(200);
        assertThat(metadata.statusCode()).isEqualTo(200);
    }

    /** What came before is stored, and is named. */
    @Test
    void aBodyThatBreaksOffIsAnsweredWithWhatWasStored() throws Exception {
        running.store(DataSets.ct(SERIES, NATIVE));
        byte[] file = get(instance(NATIVE), "Accept", "application/dicom").body();
        byte[] head = "\r\n--frontier\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        HttpRequest.Builder brokenOff = HttpRequest.newBuilder()
                .headers("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=frontier")
                .POST(BodyPublishers.ofByteArrays(List.of(head, file, head, Arrays.copyOf(file, file.length / 2))));

        HttpResponse<byte[]> response = running.send(brokenOff, "/dicom-web/studies");

        assertThat(response.statusCode()).as(text(response)).isEqualTo(202);
        assertThat(answer(response).items(Tag.ReferencedSOPSequence)).hasSize(1);
        assertThat(answer(response).items(Tag.FailedSOPSequence)).hasSize(1);
    }

    private HttpResponse<byte[]> alone(String type, byte[] body) throws Exception {
        return running.send(
                HttpRequest.newBuilder().header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)),
                "/dicom-web/studies");
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain,hello,415",
        "application/dicom+json,'[{]',400",
        "application/dicom+json,'[]',400",
        "application/dicom+json,'{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"1.2.3\"]}}',409",
        "application/dicom+xml,<x/>,400",
        "application/dicom,hello,409"
    })
    void whatIsNoInstanceIsSaidToBeNone(String type, String body, int status) throws Exception {
        HttpResponse<byte[]> response = alone(type, body.getBytes(StandardCharsets.UTF_8));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "multipart/related; type=\"application/dicom+json\""})
    void whoTakesNoAnswerStoresNothing(String accept) throws Exception {
        Attributes whole = DataSets.keyObject(SERIES + ".7", "113030", NATIVE);

        assertThat(post("/dicom-web/studies", JSON, accept, new Sent(JSON, "", json(whole)))
                        .statusCode())
                .isEqualTo(406);
        assertThat(get("/dicom-web/studies", "Accept", "*/*").statusCode()).isEqualTo(204);
    }

    @Test
    void metadataThatAreTooLongAreRefused() throws Exception {
        byte[] body = new byte[17 << 20];
        Arrays.fill(body, (byte) ' ');

        assertThat(alone(JSON, body).statusCode()).isEqualTo(400);
    }

    @Test
    void pixelsInATransferSyntaxThatIsNoneAreAFailure() throws Exception {
        for (String type : List.of(
                "application/octet-stream; transfer-syntax=1.2.840.10008.1.2.2",
                "application/octet-stream; transfer-syntax=no uid")) {
            HttpResponse<byte[]> response = post(
                    "/dicom-web/studies",
                    JSON,
                    "*/*",
                    new Sent(JSON, "", json(DataSets.ct(SERIES, NATIVE))),
                    new Sent(type, "https://elsewhere/7FE00010", new byte[128]));
            assertThat(response.statusCode()).as(type).isEqualTo(409);
        }
    }
}
