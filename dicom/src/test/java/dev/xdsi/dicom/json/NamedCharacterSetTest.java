package dev.xdsi.dicom.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.xml.NativeDicomModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Specific Character Set says what it says whatever value representation somebody gave it, and in JSON and XML text is Unicode. */
class NamedCharacterSetTest {
    private static Attributes named(VR vr) {
        Attributes dataSet = new Attributes();
        dataSet.setBytes(Tag.SpecificCharacterSet, vr, "ISO_IR 100".getBytes(StandardCharsets.US_ASCII));
        dataSet.setBytes(Tag.PatientName, VR.PN, "Müller^Jürg ".getBytes(StandardCharsets.ISO_8859_1));
        return dataSet;
    }

    @ParameterizedTest
    @EnumSource(
            value = VR.class,
            names = {"CS", "LO", "UN", "OB", "SS", "UT"})
    void jsonIsReadWithItsNames(VR vr) throws IOException {
        String json = DicomJson.toString(named(vr));

        assertThat(json).startsWith("{\"00080005\":{\"vr\":\"CS\",\"Value\":[\"ISO_IR 192\"]}");
        assertThat(DicomJson.parse(json).string(Tag.PatientName)).contains("Müller^Jürg");
    }

    @ParameterizedTest
    @EnumSource(
            value = VR.class,
            names = {"CS", "LO", "UN", "OB", "SS", "UT"})
    void xmlIsReadWithItsNames(VR vr) throws IOException {
        byte[] xml = NativeDicomModel.toBytes(named(vr), (path, element) -> Optional.empty());

        assertThat(NativeDicomModel.read(new ByteArrayInputStream(xml), JsonLimits.DEFAULT, BulkDataSource.IGNORE)
                        .string(Tag.PatientName))
                .contains("Müller^Jürg");
    }
}
