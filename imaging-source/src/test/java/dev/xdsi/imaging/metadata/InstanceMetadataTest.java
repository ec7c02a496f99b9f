package dev.xdsi.imaging.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.VR;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceMetadataTest {
    private static final String PLACE = "studies/1.2.1/series/1.2.2/instances/1.2.3";

    /** A text of which no two stretches are the same. */
    private static String numbers(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; text.length() < length; i++) {
            text.append(i).append(' ');
        }
        return text.substring(0, length);
    }

    private static MetadataJson json(int comment) throws IOException {
        return MetadataJson.of(
                new Attributes()
                        .setString(Tag.SpecificCharacterSet, "ISO_IR 192")
                        .setString(Tag.PatientName, "Müller^Jörg")
                        .setString(Tag.ImageComments, numbers(comment))
                        .setBytes(Tag.PixelData, VR.OW, new byte[2]),
                PLACE);
    }

    private static InstanceMetadata metadata(int comment) throws IOException {
        return json(comment).compressed(json(comment + 1).vocabulary());
    }

    private static String written(InstanceMetadata metadata) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        metadata.writeTo(out, "http://here");
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String kept(InstanceMetadata metadata) throws IOException {
        try (InputStream json = metadata.open()) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 40_000, 1_500_000})
    void isWrittenAsItIsKeptButForItsAddresses(int comment) throws IOException {
        InstanceMetadata metadata = metadata(comment);

        assertThat(written(metadata))
                .isEqualTo(kept(metadata).replace("\"BulkDataURI\":\"", "\"BulkDataURI\":\"http://here/"))
                .contains("Müller", "http://here/studies/1.2.1/series/1.2.2/instances/1.2.3/bulkdata/7FE00010");
    }

    /** A thousand images of a series say little that the first did not. */
    @Test
    void isSmallBesideAnotherOfItsSeries() throws IOException {
        byte[] vocabulary = json(1).vocabulary();

        assertThat(json(1).compressed(vocabulary).kept()).hasSizeLessThan(vocabulary.length / 8);
    }

    @Test
    void whatEarlierVersionsKeptIsRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write("{\"BulkDataURI\":\"a\"}".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(written(new InstanceMetadata(bytes.toByteArray(), new byte[0])))
                .isEqualTo("{\"BulkDataURI\":\"http://here/a\"}");
    }

    /** Not each bit means something: some fill a byte up. */
    @Test
    void aByteThatIsAnotherIsNoticedOrChangesNothing() throws IOException {
        String text = kept(metadata(1000));
        byte[] whole = metadata(1000).kept();
        byte[] vocabulary = json(1001).vocabulary();
        int noticed = 0;
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            InstanceMetadata metadata = new InstanceMetadata(damaged, vocabulary);
            try {
                assertThat(kept(metadata)).as("byte %d", at).isEqualTo(text);
                assertThat(written(metadata)).as("byte %d", at).isEqualTo(written(metadata(1000)));
            } catch (IOException refused) {
                noticed++;
                assertThatIOException().as("byte %d", at).isThrownBy(() -> written(metadata));
            }
        }
        assertThat(noticed).isGreaterThanOrEqualTo(whole.length - 2);
    }

    @Test
    void isNotReadBesideAnotherSeriesOrToHalf() throws IOException {
        byte[] kept = metadata(1000).kept();
        InstanceMetadata elsewhere = new InstanceMetadata(kept, json(7).vocabulary());
        assertThatIOException().isThrownBy(() -> written(elsewhere));
        assertThatIOException().isThrownBy(() -> kept(elsewhere));
        for (int length = 0; length < kept.length; length++) {
            InstanceMetadata half =
                    new InstanceMetadata(Arrays.copyOf(kept, length), json(1001).vocabulary());

            assertThatIOException().as("%d bytes", length).isThrownBy(() -> written(half));
            assertThatIOException().as("%d bytes", length).isThrownBy(() -> kept(half));
        }
    }
}
