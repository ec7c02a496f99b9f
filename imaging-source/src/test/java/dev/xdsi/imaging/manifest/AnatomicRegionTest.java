package dev.xdsi.imaging.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnatomicRegionTest {
    /** The codes stand for lung, hand, chest with abdomen and pelvis, cervical spine and extremity, in SNOMED RT and CT. */
    @ParameterizedTest
    @CsvSource({
        "SRT,T-28000,UPPER_TRUNK",
        "SCT,39607008,UPPER_TRUNK",
        "SCT,51185008,UPPER_TRUNK",
        "SCT,816094009,UPPER_TRUNK",
        "SRT,T-D8700,UPPER_LIMB",
        "SCT,85562004,UPPER_LIMB",
        "SRT,R-FAB56,LOWER_TRUNK UPPER_TRUNK",
        "SCT,416775004,LOWER_TRUNK UPPER_TRUNK",
        "SCT,122494005,SPINE",
        "SCT,66019005,''",
        "99LOCAL,39607008,''"
    })
    void partsOfTheBodyLieInTheirRegions(String scheme, String code, String regions) {
        Attributes image = new Attributes()
                .setItems(
                        Tag.AnatomicRegionSequence,
                        new Attributes()
                                .setString(Tag.CodingSchemeDesignator, scheme)
                                .setString(Tag.CodeValue, code)
                                .setString(Tag.CodeMeaning, "x"));

        assertThat(AnatomicRegion.shownIn(image))
                .extracting(AnatomicRegion::name)
                .containsExactlyElementsOf(Arrays.stream(regions.split(" "))
                        .filter(name -> !name.isEmpty())
                        .toList());
    }
}
