package dev.xdsi.imaging.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.VR;
import dev.xdsi.model.Oid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceMetadataTest {
    private static final InstanceUids UIDS = new InstanceUids(new Oid("1.2.1"), new Oid("1.2.2"), new Oid("1.2.3"));

    private static InstanceMetadata metadata(int comment) throws IOException {
        return InstanceMetadata.of(
                new Attributes()
                        .setString(Tag.SpecificCharacterSet, "ISO_IR 192")
                        .setString(Tag.PatientName, "Müller^Jörg")
                        .setString(Tag.ImageComments, "c".repeat(comment))
                        .setBytes(Tag.PixelData, VR.OW, new byte[2]),
                UIDS);
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

    /** Small ones are inflated at once, large ones as they go. */
    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 40_000, 1_500_000})
    void isWrittenAsItIsKeptButForItsAddresses(int comment) throws IOException {
        InstanceMetadata metadata = metadata(comment);

        assertThat(written(metadata))
                .isEqualTo(kept(metadata).replace("\"BulkDataURI\":\"", "\"BulkDataURI\":\"http://here/"))
                .contains("Müller", "http://here/studies/1.2.1/series/1.2.2/instances/1.2.3/bulkdata/7FE00010");
    }

    @Test
    void isReadHoweverItWasCompressed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write("{}".getBytes(StandardCharsets.UTF_8));
        }
        byte[] plain = bytes.toByteArray();
        byte[] withName = new byte[plain.length + 2];
        System.arraycopy(plain, 0, withName, 0, 10);
        System.arraycopy(plain, 10, withName, 12, plain.length - 10);
        withName[3] = 8;
        withName[10] = 'n';

        assertThat(written(new InstanceMetadata(withName))).isEqualTo("{}");
    }

    @Test
    void isNotWrittenWithAByteThatIsAnother() throws IOException {
        byte[] whole = metadata(1000).gzip();
        for (int at = 10; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            InstanceMetadata metadata = new InstanceMetadata(damaged);

            assertThatIOException().as("byte %d", at).isThrownBy(() -> written(metadata));
        }
    }
}
