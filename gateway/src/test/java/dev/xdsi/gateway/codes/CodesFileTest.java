package dev.xdsi.gateway.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.model.rules.PermittedCodes;
import dev.xdsi.model.rules.PermittedCodes.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodesFileTest {
    @TempDir
    private Path folder;

    private PermittedCodes read(String text) throws IOException {
        return new CodesFile(Files.writeString(folder.resolve("codes.yaml"), text)).read();
    }

    @Test
    void theExampleCanBeStartedFrom() throws IOException {
        PermittedCodes codes = read(CodesFile.example());

        assertThat(codes.codes()).containsOnlyKeys("classCode", "confidentialityCode");
        assertThat(codes.codes().get("classCode")).contains(new Value("IMAGES", "1.3.6.1.4.1.19376.1.2.6.1"));
        assertThat(codes.mimeTypes()).contains("application/dicom");
        assertThat(PermittedCodes.attributes())
                .allSatisfy(attribute -> assertThat(CodesFile.example()).contains(attribute));
    }

    @Test
    void eitherHalfMayBeLeftOut() throws IOException {
        assertThat(read("mime-types: [text/plain]").codes()).isEmpty();
        assertThat(read("codes: {typeCode: [{code: a, scheme: b}]}").mimeTypes())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "codes: x",
                "code: {}",
                "codes: {classcode: [{code: a, scheme: b}]}",
                "codes: {classCode: []}",
                "codes: {classCode: [a]}",
                "codes: {classCode: [{code: 7, scheme: b}]}",
                "codes: {classCode: [{code: a}]}",
                "codes: {classCode: [{code: a, scheme: b, name: c}]}",
                "mime-types: text/plain",
                "codes: {",
            })
    void aMistakeIsNamedWithItsFile(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.resolve("codes.yaml").toString());
    }
}
