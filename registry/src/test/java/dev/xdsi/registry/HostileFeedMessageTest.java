package dev.xdsi.registry;

import static dev.xdsi.registry.OpenFeed.JOHN;
import static dev.xdsi.registry.OpenFeed.MARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.PersonName;
import dev.xdsi.registry.iti8.Adt;
import dev.xdsi.registry.mllp.MllpSender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What messages of a Patient Identity Feed may say, over real connections; the names with H are those of the attacks on HL7 v2. */
class HostileFeedMessageTest {
    @RegisterExtension
    final OpenFeed feed = new OpenFeed();

    @Test
    void h02_aStartWithinAMessageIsRefused() throws IOException {
        try (MllpSender sender = feed.connect()) {
            String message = Adt.a04("1").toString().replace("EVN", "\u000BEVN");

            assertThat(sender.ask(message.getBytes(StandardCharsets.UTF_8))).contains("MSA|AR|1|", "0x0B");
            assertThat(sender.isEnded()).isTrue();
        }
        assertThat(feed.patients.isKnown(MARY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MSH|^^^^|ADT",
                "MSH|^~\\|&|ADT",
                "MSHAbcdeA",
                "MSH|",
                "MSH|^~\\&",
                "",
                "PID|1",
                "<Bundle/>",
                "MSH\r^~\\&\r"
            })
    void h03_delimitersThatCannotBeToldApartAreRefused(String message) throws IOException {
        assertThat(feed.ask(message.getBytes(StandardCharsets.US_ASCII))).contains("MSA|AR|");
        assertThat(feed.audited()).isEmpty();
    }

    @Test
    void h04_aSegmentForgedInANameIsRefused() throws IOException {
        assertThat(feed.ask(Adt.a04("1").withPid("PID|||M1^^^&1.2.3&ISO||Doe\rPID|||J1^^^&1.2.3&ISO||Doe")))
                .contains("MSA|AE|1", "one PID");
        assertThat(feed.patients.isKnown(MARY)).isFalse();
        assertThat(feed.patients.isKnown(JOHN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Doe\\X0D\\PID|||J1", "Doe\\X0D0A\\", "Doe\\X00\\", "Doe\\X1C0D\\", "Doe\u0007"})
    void h05_anEscapeThatWritesAControlCharacterIsRefused(String name) throws IOException {
        assertThat(feed.ask(Adt.a04("1").withPid("PID|||M1^^^&1.2.3&ISO||" + name)))
                .contains("MSA|AE|1", "PID-5");
        assertThat(feed.patients.isKnown(MARY)).isFalse();
    }

    @Test
    void h06_aMessageOfTenThousandSegmentsIsRefused() throws IOException {
        assertThat(feed.ask((Adt.a04("1") + "Z\r".repeat(10_000)).getBytes(StandardCharsets.UTF_8)))
                .contains("MSA|AR|1", "2000 segments");
        assertThat(feed.patients.isKnown(MARY)).isFalse();
    }

    /** The parser makes an object for each repetition, empty or not: 64 KB of them took 300 MB. */
    @ParameterizedTest
    @CsvSource({"3, PID", "5, PID", "11, PID", "13, PID", "1, MRG"})
    void aFieldOfManyRepetitionsIsRefused(int field, String name) throws IOException {
        String ids = "PID|||M1^^^&1.2.3&ISO||Doe";
        String segment = name + "|".repeat(field) + "~".repeat(60_000);
        Adt message = name.equals("PID")
                ? Adt.a04("1").withPid(segment)
                : Adt.a04("1").withType("ADT^A40^ADT_A39").withPid(ids + "\r" + segment);

        assertThat(feed.ask(message)).contains("MSA|AE|1|more than 200 repetitions", name + "^1", "102^");
        assertThat(feed.audited()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"|", "^", "&"})
    void aSegmentOfManyPartsIsRefused(String delimiter) throws IOException {
        assertThat(feed.ask(Adt.a04("1").withPid("PID|||M1^^^&1.2.3&ISO||Doe" + delimiter.repeat(2_000))))
                .contains("MSA|AE|1|more than 200 repetitions or 2000 parts", "PID^1", "102^");
    }

    @Test
    void aPatientOfManyIdsAndNamesIsTaken() throws IOException {
        String further = IntStream.range(0, 49)
                .mapToObj(n -> "~" + n + "^8^M11^CLINIC&1.9." + n + "&ISO^MR^WARD&1.8&ISO^20200101^20300101")
                .collect(Collectors.joining());
        String pid = "PID|||M1^^^&1.2.3&ISO" + further + "||" + "Doe&van&Doe^Mary^Ann^Jr^Dr^^L~".repeat(20);

        assertThat(feed.ask(Adt.a04("1").withPid(pid))).contains("MSA|AA|1");
        assertThat(feed.patients.patient(MARY).orElseThrow().furtherIds()).hasSize(49);
    }

    @ParameterizedTest
    @CsvSource({"KLINGON, MSH^1^18", "ASCII, character set", "'', character set"})
    void h08_bytesOfAnotherCharacterSetAreRefused(String charset, String complaint) throws IOException {
        byte[] latin = Adt.a04("1").withCharset(charset).toString().getBytes(StandardCharsets.ISO_8859_1);

        assertThat(feed.ask(latin)).contains("MSA|AE|1", complaint);
        assertThat(feed.patients.isKnown(MARY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_999, 2_000, 3_000})
    void blankSegmentsHideNoSecondPatient(int blank) throws IOException {
        String hidden = "PID|||M1^^^&1.2.3&ISO||Doe" + "\r".repeat(blank) + "Z\rPID|||J1^^^&1.2.3&ISO||Doe";

        assertThat(feed.ask(Adt.a04("1").withPid(hidden))).contains("MSA|AR|1|more than 2000 segments", "100^");
        assertThat(feed.patients.isKnown(MARY)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ADT^A31, 2.5, AR, 201",
        "ADT^A03, 2.5, AR, 201",
        "ADT, 2.5, AR, 201",
        "ORU^R01, 2.5, AR, 200",
        "'', 2.5, AR, 200",
        "ADT^A04, 3.0, AR, 203",
        "ADT^A04, '', AR, 203",
    })
    void h09_aMessageOfAnUnknownTypeIsRejected(String type, String version, String code, String condition)
            throws IOException {
        assertThat(feed.ask(Adt.a04("1").withType(type).withVersion(version)))
                .contains("MSA|" + code + "|1", condition + "^")
                .contains("|E|");
        assertThat(feed.patients.isKnown(MARY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PID|||M1^^^&2.9.9&ISO||Doe",
                "PID|||M1^^^&no.oid&ISO||Doe",
                "PID|||M1^^^HOSPITAL||Doe",
                "PID|||M1||Doe",
                "PID|||||Doe",
                "PID|||M1^^^&1.2.3&DNS||Doe"
            })
    void h17_aMessageAboutAnotherDomainIsRefusedInClearWords(String pid) throws IOException {
        assertThat(feed.ask(Adt.a04("1").withType("ADT^A08^ADT_A01").withPid(pid)))
                .contains(
                        "MSA|AE|1|no id of the affinity domain, whose assigning authority is 1.2.3", "PID^1^3", "204^");
        assertThat(feed.patients.candidates(Demographics.of(PersonName.of("Doe"), new BirthTime("1970"), null), 5))
                .isEmpty();
    }

    @Test
    void aPatientHasOneIdOfTheAffinityDomain() throws IOException {
        assertThat(feed.ask(Adt.a04("1").withPid("PID|||M1^^^&1.2.3&ISO~J1^^^&1.2.3&ISO||Doe")))
                .contains("MSA|AE|1", "205^");
    }
}
