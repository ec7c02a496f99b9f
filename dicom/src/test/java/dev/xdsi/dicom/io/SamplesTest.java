package dev.xdsi.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every real sample is parsed, written and parsed again without loss. */
class SamplesTest {
    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> writtenAndReadAgainIsTheSameDataSet() {
        return Samples.readable().stream().map(file -> DynamicTest.dynamicTest(name(file), () -> roundTrip(file)));
    }

    private void roundTrip(Path file) throws IOException {
        DicomFile read = Part10.read(file);
        assertThat(read.dataSet().size()).isPositive();

        Attributes meta =
                read.fileMeta().isEmpty() ? FileMeta.of(read.dataSet(), read.transferSyntax()) : read.fileMeta();
        Path copy = folder.resolve("copy.dcm");
        Files.deleteIfExists(copy);
        Part10.write(copy, meta, read.dataSet());
        DicomFile again = Part10.read(copy);

        assertThat(again.fileMeta()).isEqualTo(meta);
        assertThat(again.transferSyntax()).isEqualTo(read.transferSyntax());
        assertThat(DataSetDiff.between(read.dataSet(), again.dataSet())).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> whatCannotBeReadIsRefusedWithTheReason() {
        return Samples.REFUSED.entrySet().stream()
                .map(refused -> DynamicTest.dynamicTest(refused.getKey(), () -> {
                    Path sample = Samples.of(refused.getKey());
                    assertThatThrownBy(() -> Part10.read(sample))
                            .isInstanceOf(DicomException.class)
                            .hasMessageContaining(refused.getValue());
                }));
    }

    private static String name(Path file) {
        return Samples.folder().relativize(file).toString();
    }
}
