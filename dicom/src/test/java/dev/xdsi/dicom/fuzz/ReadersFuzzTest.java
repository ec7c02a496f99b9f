package dev.xdsi.dicom.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.dicom.json.BulkDataSource;
import dev.xdsi.dicom.json.DicomJson;
import dev.xdsi.dicom.json.JsonLimits;
import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandSet;
import dev.xdsi.dicom.net.pdu.AssociateRequest;
import dev.xdsi.dicom.net.pdu.DataFragment;
import dev.xdsi.dicom.net.pdu.Pdu;
import dev.xdsi.dicom.net.pdu.PduReader;
import dev.xdsi.dicom.net.pdu.PduWriter;
import dev.xdsi.dicom.xml.NativeDicomModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each reader refuses what it cannot read by an {@link IOException}, and what it reads can be written as JSON and XML and read again. Without
 * {@code JAZZER_FUZZ=1} the seeds and what was found before are read; with it, what a fuzzer makes of them ({@code CONTRIBUTING.md}).
 */
class ReadersFuzzTest {
    private static final int LONGEST_FRAGMENTS = 16_384;

    static Stream<byte[]> pdus() {
        return Seeds.pdus();
    }

    static Stream<byte[]> commandSets() {
        return Seeds.commandSets();
    }

    static Stream<byte[]> explicitVr() {
        return Seeds.dataSets(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    static Stream<byte[]> implicitVr() {
        return Seeds.dataSets(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    static Stream<byte[]> deflated() {
        return Seeds.dataSets(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
    }

    static Stream<byte[]> files() {
        return Seeds.files();
    }

    static Stream<byte[]> json() {
        return Seeds.json();
    }

    static Stream<byte[]> xml() {
        return Seeds.xml();
    }

    @MethodSource("pdus")
    @FuzzTest(maxDuration = "4m")
    void pdus(byte[] data) throws IOException {
        PduReader reader = new PduReader(new ByteArrayInputStream(data), LONGEST_FRAGMENTS);
        byte[] bytes = new byte[LONGEST_FRAGMENTS];
        try {
            while (true) {
                Pdu pdu = reader.next();
                if (pdu instanceof DataFragment) {
                    while (reader.read(bytes, 0, bytes.length) > 0) {}
                } else if (pdu instanceof AssociateRequest request) {
                    assertThat(reread(request)).isEqualTo(request);
                }
            }
        } catch (IOException refused) {
            assertThat(refused).hasNoCause();
        }
    }

    private static Pdu reread(Pdu pdu) throws IOException {
        byte[] written = Seeds.written(out -> {
            PduWriter writer = new PduWriter(out);
            writer.write(pdu);
            writer.flush();
        });
        return new PduReader(new ByteArrayInputStream(written), LONGEST_FRAGMENTS).next();
    }

    @MethodSource("commandSets")
    @FuzzTest(maxDuration = "4m")
    void commandSets(byte[] data) {
        try {
            CommandSet read = CommandSet.decode(data);
            assertThat(CommandSet.decode(read.encode()).encode()).isEqualTo(read.encode());
            assertThat(read.toString()).isNotNull();
            read.uid(CommandElement.AFFECTED_SOP_INSTANCE_UID);
            read.text(CommandElement.ERROR_COMMENT);
            read.commandField();
            read.hasDataSet();
            read.status();
        } catch (IOException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @MethodSource("explicitVr")
    @FuzzTest(maxDuration = "4m")
    void explicitVr(byte[] data) throws IOException {
        dataSet(data, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    @MethodSource("implicitVr")
    @FuzzTest(maxDuration = "4m")
    void implicitVr(byte[] data) throws IOException {
        dataSet(data, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    @MethodSource("deflated")
    @FuzzTest(maxDuration = "4m")
    void deflated(byte[] data) throws IOException {
        dataSet(data, TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
    }

    private static void dataSet(byte[] data, TransferSyntax syntax) throws IOException {
        Attributes read;
        try {
            read = Part10.readDataSet(new ByteArrayInputStream(data), syntax, ReadOptions.DEFAULT);
        } catch (IOException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        looked(read);
    }

    @MethodSource("files")
    @FuzzTest(maxDuration = "4m")
    void files(byte[] data) throws IOException {
        Attributes read;
        try {
            read = Part10.read(new ByteArrayInputStream(data), ReadOptions.DEFAULT)
                    .dataSet();
        } catch (IOException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        looked(read);
    }

    /** What everybody does with a data set that came: show it in both models. */
    private static void looked(Attributes read) throws IOException {
        assertThat(DicomJson.parse(DicomJson.toString(read))).isNotNull();
        assertThat(reread(read)).isNotNull();
    }

    @MethodSource("json")
    @FuzzTest(maxDuration = "4m")
    void json(byte[] data) throws IOException {
        Attributes read;
        try {
            read = DicomJson.parse(new String(data, StandardCharsets.UTF_8));
        } catch (IOException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        // Once more, for what is no character becomes a question mark at the first time.
        String written = DicomJson.toString(DicomJson.parse(DicomJson.toString(read)));
        assertThat(DicomJson.toString(DicomJson.parse(written))).isEqualTo(written);
    }

    @MethodSource("xml")
    @FuzzTest(maxDuration = "4m")
    void xml(byte[] data) throws IOException {
        Attributes read;
        try {
            read = NativeDicomModel.read(new ByteArrayInputStream(data), JsonLimits.DEFAULT, BulkDataSource.IGNORE);
        } catch (IOException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        byte[] written = xml(reread(read));
        assertThat(xml(reread(NativeDicomModel.read(
                        new ByteArrayInputStream(written), JsonLimits.DEFAULT, BulkDataSource.IGNORE))))
                .isEqualTo(written);
    }

    private static Attributes reread(Attributes dataSet) throws IOException {
        return NativeDicomModel.read(new ByteArrayInputStream(xml(dataSet)), JsonLimits.DEFAULT, BulkDataSource.IGNORE);
    }

    private static byte[] xml(Attributes dataSet) throws IOException {
        return NativeDicomModel.toBytes(dataSet, (path, element) -> Optional.empty());
    }
}
