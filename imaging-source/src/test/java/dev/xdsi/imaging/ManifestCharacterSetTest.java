package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import org.junit.jupiter.api.Test;

/** The text of a manifest is in the character set that it names, whatever its images are in (PS3.3 C.12.1.1.2). */
@org.junit.jupiter.api.Tag("integration")
class ManifestCharacterSetTest extends SourceScene {
    private static Attributes image(String series, String charset) {
        return DataSets.ct(series, series + ".1")
                .setString(Tag.SpecificCharacterSet, charset)
                .setItems(
                        Tag.RequestAttributesSequence,
                        new Attributes()
                                .setString(Tag.AccessionNumber, series)
                                .setString(Tag.RequestedProcedureID, series));
    }

    private Attributes published() throws Exception {
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        return Part10.read(
                        running.repository
                                .requests()
                                .getLast()
                                .documents()
                                .getFirst()
                                .content()
                                .open(),
                        ReadOptions.DEFAULT)
                .dataSet();
    }

    @Test
    void requestsOfSeriesInOtherCharacterSetsAreWrittenInTheManifestsOwn() throws Exception {
        running.store(image(SERIES, "ISO_IR 192"));
        Attributes latin = image(OTHER_SERIES, "ISO_IR 100");
        latin.items(Tag.RequestAttributesSequence).getFirst().setString(Tag.RequestedProcedureDescription, "Schädel");
        running.store(latin);

        Attributes kos = published();
        assertThat(kos.string(Tag.PatientName)).hasValue("Müller^Jürg");
        assertThat(kos.items(Tag.ReferencedRequestSequence))
                .extracting(request ->
                        request.string(Tag.RequestedProcedureDescription).orElse(""))
                .containsExactly("", "Schädel");
    }

    @Test
    void oneInAsciiAloneNamesNone() throws Exception {
        running.store(image(SERIES, "ISO_IR 100")
                .setString(Tag.PatientName, "Mueller^Juerg")
                .setString(Tag.InstitutionName, "Spital"));
        assertThat(published().contains(Tag.SpecificCharacterSet)).isFalse();
    }
}
