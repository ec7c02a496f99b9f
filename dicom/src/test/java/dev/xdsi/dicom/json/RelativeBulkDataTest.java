package dev.xdsi.dicom.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.VR;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelativeBulkDataTest {
    private static final String BASE = "https://gateway.example/dicom-web/";

    private static String json(String prefix) throws IOException {
        Attributes dataSet = new Attributes()
                .setString(Tag.SpecificCharacterSet, "ISO_IR 192")
                .setString(Tag.StudyDescription, "\"BulkDataURI\":\"x, \"\"BulkDataURI", "BulkDataURI")
                .setItems(Tag.IconImageSequence, new Attributes().setBytes(Tag.PixelData, VR.OB, new byte[2]))
                .setBytes(Tag.PixelData, VR.OW, new byte[2]);
        StringWriter out = new StringWriter();
        DicomJson.write(dataSet, out, (path, element) -> Optional.of(prefix + path));
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 14, 15, 16, 17, 29, 40, 1000})
    void everyUriAndNothingElseGetsTheBase(int step) throws IOException {
        byte[] relative = json("").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RelativeBulkData absolute = new RelativeBulkData(out, BASE)) {
            for (int at = 0; at < relative.length; at += step) {
                if (step == 1) {
                    absolute.write(relative[at]);
                } else {
                    absolute.write(relative, at, Math.min(step, relative.length - at));
                }
            }
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(json(BASE)).contains(BASE + "00880200/0/7FE00010");
    }
}
