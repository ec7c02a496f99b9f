package dev.xdsi.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.UniqueIdentifiers.Kind;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Dictionary, identifiers, transfer syntaxes, names. */
class VocabularyTest {
    @Test
    void theDictionaryKnowsElementsByTagAndKeyword() {
        ElementDictionary.Entry name = ElementDictionary.entry(Tag.PatientName).orElseThrow();
        assertThat(name.keyword()).isEqualTo("PatientName");
        assertThat(name.vrs()).containsExactly(VR.PN);
        assertThat(name.vm()).isEqualTo("1");
        assertThat(ElementDictionary.tagOf("StudyInstanceUID")).hasValue(0x0020000D);
        assertThat(ElementDictionary.tagOf("Nonsense")).isEmpty();
        assertThat(ElementDictionary.entry(Tag.SmallestImagePixelValue)
                        .orElseThrow()
                        .vrs())
                .containsExactly(VR.US, VR.SS);
        assertThat(ElementDictionary.keywordOf(Tag.AffectedSOPClassUID)).isEqualTo("AffectedSOPClassUID");
    }

    @Test
    void repeatingGroupsAreFoundUnderEachOfTheirNumbers() {
        assertThat(ElementDictionary.keywordOf(0x60023000)).isEqualTo("OverlayData");
        assertThat(ElementDictionary.keywordOf(0x60003000)).isEqualTo("OverlayData");
        assertThat(ElementDictionary.keywordOf(0x60013000)).isEmpty();
        assertThat(ElementDictionary.keywordOf(0x7FE00010)).isEqualTo("PixelData");
    }

    @Test
    void privateAndUnknownElementsHaveTheRepresentationThatTheStandardGivesThem() {
        assertThat(ElementDictionary.vrOf(0x00290010)).isEqualTo(VR.LO);
        assertThat(ElementDictionary.vrOf(0x00291001)).isEqualTo(VR.UN);
        assertThat(ElementDictionary.vrOf(0x00080000)).isEqualTo(VR.UL);
        assertThat(ElementDictionary.vrOf(0x00089999)).isEqualTo(VR.UN);
    }

    @Test
    void allThirtyFourRepresentationsAreFoundByTheirLetters() {
        assertThat(VR.values())
                .hasSize(34)
                .allSatisfy(vr -> assertThat(VR.of(vr.name())).contains(vr));
        assertThat(VR.of("ZZ")).isEmpty();
        assertThat(VR.of(0, 0)).isEmpty();
        assertThat(VR.of("U")).isEmpty();
    }

    @Test
    void storageClassesAreTold() {
        assertThat(UniqueIdentifiers.isStorageClass(UID.CTImageStorage)).isTrue();
        assertThat(UniqueIdentifiers.isStorageClass(UID.KeyObjectSelectionDocumentStorage))
                .isTrue();
        assertThat(UniqueIdentifiers.isStorageClass(UID.Verification)).isFalse();
        assertThat(UniqueIdentifiers.isStorageClass(UID.StorageCommitmentPushModel))
                .isFalse();
        assertThat(UniqueIdentifiers.isStorageClass(UID.MediaStorageDirectoryStorage))
                .isFalse();
        assertThat(UniqueIdentifiers.all(Kind.STORAGE_SOP_CLASS)).hasSizeGreaterThan(180);
        assertThat(UniqueIdentifiers.all(Kind.TRANSFER_SYNTAX)).hasSizeGreaterThan(50);
        assertThat(UniqueIdentifiers.nameOf(UID.CTImageStorage)).isEqualTo("CT Image Storage");
    }

    @Test
    void identifiersAreMadeFromUuids() {
        assertThat(UniqueIdentifiers.of(UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6")))
                .isEqualTo("2.25.329800735698586629295641978511506172918");
        assertThat(UniqueIdentifiers.of(new UUID(0, 0))).isEqualTo("2.25.0");
        assertThat(UniqueIdentifiers.of(new UUID(-1, -1))).matches(UniqueIdentifiers::isValid);
    }

    @Test
    void d36WhatIsNoIdentifierIsTold() {
        assertThat(UniqueIdentifiers.isValid("1.2.840.10008.1.2")).isTrue();
        for (String wrong :
                new String[] {"", "1", "1.", ".1", "1..2", "1.02", "1.2/../3", "1.a", "1.2\0", "%2e", "9".repeat(65)}) {
            assertThat(UniqueIdentifiers.isValid(wrong)).as(wrong).isFalse();
        }
    }

    @Test
    void transferSyntaxesSayHowTheyEncode() {
        assertThat(TransferSyntax.of(UID.ImplicitVRLittleEndian)).isEqualTo(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        assertThat(TransferSyntax.of(UID.ExplicitVRBigEndian).encoding().isBigEndian())
                .isTrue();
        assertThat(TransferSyntax.of(UID.DeflatedExplicitVRLittleEndian).deflated())
                .isTrue();
        assertThat(TransferSyntax.of(UID.JPEGBaseline8Bit).encapsulated()).isTrue();
        assertThat(TransferSyntax.of(UID.HTJ2KLossless).encapsulated()).isTrue();
        assertThat(TransferSyntax.of("1.2.3.4"))
                .isEqualTo(new TransferSyntax("1.2.3.4", TransferSyntax.Encoding.EXPLICIT_LITTLE_ENDIAN, false, true));
        assertThat(TransferSyntax.of(UID.RLELossless)).hasToString("RLE Lossless");
    }

    @Test
    void personNamesHaveGroupsAndComponents() {
        PersonName name = PersonName.parse("Yamada^Tarou^^Dr.=山田^太郎=やまだ^たろう");

        assertThat(name.alphabetic().family()).isEqualTo("Yamada");
        assertThat(name.alphabetic().prefix()).isEqualTo("Dr.");
        assertThat(name.ideographic().given()).isEqualTo("太郎");
        assertThat(name.phonetic().family()).isEqualTo("やまだ");
        assertThat(name).hasToString("Yamada^Tarou^^Dr.=山田^太郎=やまだ^たろう");
        assertThat(PersonName.parse("=山田")).hasToString("=山田");
        assertThat(PersonName.parse("")).hasToString("");
        assertThat(PersonName.parse("a^b^c^d^e^f=g=h=i")).hasToString("a^b^c^d^e^f=g=h=i");
        assertThat(PersonName.of("Doe", "Jane")).hasToString("Doe^Jane");
    }

    @Test
    void datesAndTimesAreReadAsFarAsTheyAreSome() {
        assertThat(date("20260131")).contains(LocalDate.of(2026, 1, 31));
        assertThat(date("2026.01.31")).contains(LocalDate.of(2026, 1, 31));
        for (String wrong : List.of("", "20261331", "2026", "yesterday", "20260101-20260102")) {
            assertThat(date(wrong)).as(wrong).isEmpty();
        }
        assertThat(time("235960.5")).contains(LocalTime.of(23, 59, 59, 500_000_000));
        assertThat(time("07")).contains(LocalTime.of(7, 0));
        assertThat(time("12:30:15")).contains(LocalTime.of(12, 30, 15));
        assertThat(time("250000")).isEmpty();
        assertThat(DateTimes.format(LocalDate.of(2026, 1, 31))).isEqualTo("20260131");
        assertThat(DateTimes.format(LocalTime.of(7, 0, 0, 1_000))).isEqualTo("070000.000001");
    }

    private static Optional<LocalDate> date(String value) {
        return DateTimes.date(new Attributes().setString(Tag.StudyDate, value), Tag.StudyDate);
    }

    private static Optional<LocalTime> time(String value) {
        return DateTimes.time(new Attributes().setString(Tag.StudyTime, value), Tag.StudyTime);
    }
}
