package dev.xdsi.dicom.charset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Samples;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.io.Part10;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecificCharacterSetTest {
    /** Names in the bytes in which PS3.5 Annexes H, I, J and K write them; {@code ~} stands for ESC. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "ISO_IR 100, C4 neas^R FC diger, Äneas^Rüdiger",
                "ISO_IR 100, Buc^J E9 r F4 me, Buc^Jérôme",
                "ISO_IR 101, B1 E6 EA, ąćę",
                "ISO_IR 109, B1 FE, ħŝ",
                "ISO_IR 110, A2 BF, ĸŋ",
                "ISO_IR 144, BB EE DA ace DC D1 yp D3, Люкaceмбypг",
                "ISO_IR 127, E2 C8 C7 E6 EA ^ E4 E6 D2 C7 D1, قباني^لنزار",
                "ISO_IR 126, C4 E9 EF ED F5 F3 E9 EF F2, Διονυσιος",
                "ISO_IR 138, F9 F8 E5 EF ^ E3 E1 E5 F8 E4, שרון^דבורה",
                "ISO_IR 148, DD FE F0, İşğ",
                "ISO_IR 203, A4 BD, €œ",
                "ISO_IR 166, A1 D2, กา",
                "ISO_IR 13, D4 CF C0 DE ^ C0 DB B3, ﾔﾏﾀﾞ^ﾀﾛｳ",
                "ISO_IR 192, Wang^XiaoDong= E7 8E 8B ^ E5 B0 8F E6 9D B1, Wang^XiaoDong=王^小東",
                "GB18030, Wang^XiaoDong= CD F5 ^ D0 A1 B6 AB, Wang^XiaoDong=王^小东",
                "GBK, CD F5, 王",
                "\\ISO 2022 IR 87, `Yamada^Tarou=~$B;3ED~(B^~$BB@O:~(B=~$B$d$^$@~(B^~$B$?$m$&~(B`,"
                        + " Yamada^Tarou=山田^太郎=やまだ^たろう",
                "ISO 2022 IR 13\\ISO 2022 IR 87, `D4 CF C0 DE ^ C0 DB B3"
                        + " =~$B;3ED~(J^~$BB@O:~(J=~$B$d$^$@~(J^~$B$?$m$&~(J`, ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう",
                "\\ISO 2022 IR 149, `Hong^Gildong=~$)C FB F3 ^~$)C D1 CE D4 D7 =~$)C C8 AB ^~$)C B1 E6 B5 BF`,"
                        + " Hong^Gildong=洪^吉洞=홍^길동",
                "\\ISO 2022 IR 58, `Zhang^XiaoDong=~$)A D5 C5 ^~$)A D0 A1 B6 AB`, Zhang^XiaoDong=张^小东",
                "\\ISO 2022 IR 159, `~$(D0!~(B`, 丂",
                "ISO 2022 IR 100\\ISO 2022 IR 144, `C4 ~-L BB EE`, ÄЛю",
            })
    void textIsReadAndWrittenAsTheStandardDoes(String terms, String pattern, String text) throws Exception {
        SpecificCharacterSet charset = SpecificCharacterSet.of(List.of(terms.split("\\\\", -1)));
        byte[] bytes = bytes(pattern);

        assertThat(charset.decode(bytes)).isEqualTo(text);
        assertThat(charset.encode(text)).isEqualTo(bytes);
    }

    /** Blanks around two hexadecimal capitals stand for a byte. */
    private static byte[] bytes(String pattern) {
        StringBuilder bytes = new StringBuilder();
        for (String part : pattern.split(" ", -1)) {
            bytes.append(part.matches("[0-9A-F]{2}") ? String.valueOf((char) Integer.parseInt(part, 16)) : part);
        }
        return bytes.toString().replace('~', '\u001B').getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "chrH31.dcm, Yamada^Tarou=山田^太郎=やまだ^たろう",
        "chrH32.dcm, ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう",
        "chrI2.dcm, Hong^Gildong=洪^吉洞=홍^길동",
        "chrKoreanMulti.dcm, 김희중",
        "chrJapMulti.dcm, やまだ^たろう",
        "chrJapMultiExplicitIR6.dcm, やまだ^たろう",
        "chrX2.dcm, Wang^XiaoDong=王^小东=",
        "chrRuss.dcm, Люкceмбypг",
        "chrArab.dcm, قباني^لنزار",
    })
    void namesOfRealFilesAreRead(String file, String name) throws IOException {
        assertThat(Part10.read(Samples.of("charsets/" + file)).dataSet().string(Tag.PatientName))
                .contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"charsets/chrSQEncoding.dcm", "charsets/chrSQEncoding1.dcm"})
    void anItemMayDeclareItsOwnCharacterSetOrInheritOne(String file) throws IOException {
        Attributes dataSet = Part10.read(Samples.of(file)).dataSet();

        assertThat(dataSet.item(Tag.RequestedProcedureCodeSequence)
                        .orElseThrow()
                        .string(Tag.PatientName))
                .contains("ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう");
    }

    @Test
    void aDelimiterEndsWhatAnEscapeSequenceBegan() {
        SpecificCharacterSet charset = SpecificCharacterSet.of(List.of("", "ISO 2022 IR 149"));

        assertThat(charset.decode(bytes("~$)C B1 E8 ^ B1 E8"))).isEqualTo("김^\uFFFD\uFFFD");
    }

    /** PS3.5 6.1.2.5.3 names the delimiters of each kind of text; in the others they are characters. */
    @Test
    void whatIsNoDelimiterOfATextEndsNothing() {
        SpecificCharacterSet charset = SpecificCharacterSet.of(List.of("", "ISO 2022 IR 149"));

        assertThat(charset.decode(bytes("~$)C B1 E8 = B1 E8"), Delimiters.OF_VALUES))
                .isEqualTo("김=김");
        assertThat(charset.decode(bytes("~$)C B1 E8 \\ B1 E8"), Delimiters.OF_VALUES))
                .isEqualTo("김\\\uFFFD\uFFFD");
        assertThat(charset.decode(bytes("~$)C B1 E8 \\ B1 E8"), Delimiters.NONE))
                .isEqualTo("김\\김");
        assertThat(charset.decode(bytes("~$)C B1 E8 \n B1 E8"), Delimiters.NONE))
                .isEqualTo("김\n\uFFFD\uFFFD");
    }

    @Test
    void eachVrHasItsDelimiters() {
        byte[] text = bytes("~$)C B1 E8 = B1 E8");
        Attributes dataSet = new Attributes()
                .setString(Tag.SpecificCharacterSet, "", "ISO 2022 IR 149")
                .setBytes(Tag.StudyDescription, VR.LO, text)
                .setBytes(Tag.PatientName, VR.PN, text);

        assertThat(dataSet.string(Tag.StudyDescription)).contains("김=김");
        assertThat(dataSet.string(Tag.PatientName)).contains("김=\uFFFD\uFFFD");
    }

    @Test
    void aBackslashWithinAKanjiSeparatesNothing() {
        SpecificCharacterSet charset = SpecificCharacterSet.of(List.of("", "ISO 2022 IR 87"));

        assertThat(charset.decode(bytes("~$B0\\~(B\\A")))
                .isEqualTo(
                        "芋\\A".replace('芋', charset.decode(bytes("~$B0\\~(B")).charAt(0)));
        assertThat(charset.decode(bytes("~$B0\\~(B"))).hasSize(1).isNotEqualTo("\\");
    }

    @Test
    void d41WrongEscapeSequencesAreReadAsFarAsTheyGo() {
        SpecificCharacterSet charset = SpecificCharacterSet.of(List.of("", "ISO 2022 IR 87"));

        assertThat(charset.decode(bytes("A~"))).isEqualTo("A\uFFFD");
        assertThat(charset.decode(bytes("~$"))).isEqualTo("\uFFFD$");
        assertThat(charset.decode(bytes("~ZA"))).isEqualTo("\uFFFDZA");
        assertThat(charset.decode(bytes("~$B;"))).isEqualTo("\uFFFD");
        assertThat(charset.decode(bytes("~$)C B1"))).hasSize(1);
    }

    @Test
    void d41NoBytesInAnyCharacterSetMakeTheReaderFail() {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        List<String> terms = List.of("", "ISO_IR 100", "ISO_IR 192", "GB18030", "GBK", "ISO 2022 IR 13", "nonsense");
        byte[] alphabet = bytes("~~~$()-BJCAIDL^=\\ 1B 80 B0 FF 0A 41");
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(12)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = alphabet[random.nextInt(alphabet.length)];
            }
            SpecificCharacterSet charset =
                    SpecificCharacterSet.of(List.of(terms.get(random.nextInt(terms.size())), "ISO 2022 IR 149"));
            assertThat(charset.decode(bytes)).isNotNull();
        }
    }

    @Test
    void aCharacterThatIsLackingIsNotWrittenAsAnother() {
        assertThatThrownBy(() -> SpecificCharacterSet.DEFAULT.encode("Müller"))
                .isInstanceOf(CharacterCodingException.class);
        assertThatThrownBy(() -> SpecificCharacterSet.of(List.of("ISO_IR 100")).encode("山"))
                .isInstanceOf(CharacterCodingException.class);
        assertThat(SpecificCharacterSet.UTF_8.canEncode("山")).isTrue();
    }

    @Test
    void misspelledTermsMeanWhatTheySeemToAndUnknownOnesTheDefault() {
        assertThat(SpecificCharacterSet.of(List.of("ISO-IR 100")).decode(bytes("FC")))
                .isEqualTo("ü");
        assertThat(SpecificCharacterSet.of(List.of("iso_ir 192")).decode(bytes("C3 BC")))
                .isEqualTo("ü");
        assertThat(SpecificCharacterSet.of(List.of("", "ISO_IR 192")).decode(bytes("C3 BC")))
                .isEqualTo("ü");
        assertThat(SpecificCharacterSet.of(List.of("ISO 2022 IR 192")).decode(bytes("C3 BC")))
                .isEqualTo("ü");
        assertThat(SpecificCharacterSet.of(List.of("klingon")).decode(bytes("FC")))
                .isEqualTo("\uFFFD");
    }

    @Test
    void definedTermsAreKnown() {
        assertThat(List.of("ISO_IR 100", "ISO_IR 192", "GBK", "ISO 2022 IR 6", "ISO 2022 IR 58", "ISO_IR 203"))
                .allMatch(SpecificCharacterSet::isDefinedTerm);
        assertThat(List.of("ISO-IR 100", "", "UTF-8", "ISO_IR 1")).noneMatch(SpecificCharacterSet::isDefinedTerm);
    }
}
