package dev.xdsi.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.NodeAuthenticationFailures;
import dev.xdsi.audit.spool.AuditSpool;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Address;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.model.patient.PersonName;
import dev.xdsi.registry.iti8.Adt;
import dev.xdsi.registry.mllp.MllpLimits;
import dev.xdsi.registry.mllp.MllpListener;
import dev.xdsi.registry.mllp.MllpPort;
import dev.xdsi.registry.mllp.MllpSender;
import dev.xdsi.registry.patients.Applied;
import dev.xdsi.registry.patients.FeedMessage;
import dev.xdsi.registry.patients.InMemoryPatientStore;
import dev.xdsi.registry.patients.PatientStore;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patient Identity Feed over real connections; the names with H are those of the attacks on HL7 v2 and MLLP. */
class PatientFeedTest {
    private static final Oid DOMAIN = new Oid("1.2.3");
    private static final PatientId MARY = new PatientId("M1", DOMAIN);
    private static final PatientId JOHN = new PatientId("J1", DOMAIN);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC);
    private static final MllpLimits LIMITS =
            new MllpLimits(4, 64 * 1024, Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final InMemoryPatientStore patients = new InMemoryPatientStore();
    private final InMemoryAuditSpool spool = new InMemoryAuditSpool(1 << 22);

    @TempDir
    private Path folder;

    private MllpListener port;

    @BeforeEach
    void open() throws IOException {
        port = feed(patients).listen(MllpPort.plain(anywhere()));
    }

    @AfterEach
    void close() throws Exception {
        try (MllpSender sender = MllpSender.to(port.address())) {
            assertThat(sender.ask(Adt.a01Of231("still well").bytes())).contains("MSA|AA|still well");
        }
        port.close();
    }

    private PatientFeed feed(PatientStore store) {
        AuditTrail audit = new AuditTrail(
                spool,
                new AuditContext(
                        new AuditSource("site", "registry", AuditSource.Type.APPLICATION_SERVER), "42", "here"),
                CLOCK,
                1 << 20);
        Supplier<UUID> ids = () -> UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
        return new PatientFeed(
                store,
                DOMAIN,
                LIMITS,
                new PatientFeed.Surroundings(audit, new NodeAuthenticationFailures(audit, CLOCK), CLOCK, ids));
    }

    private static InetSocketAddress anywhere() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private String ask(Adt message) throws IOException {
        return ask(message.bytes());
    }

    private String ask(byte[] message) throws IOException {
        try (MllpSender sender = MllpSender.to(port.address())) {
            return sender.ask(message);
        }
    }

    private List<String> audited() {
        return spool.read(0, 100).stream()
                .map(AuditSpool.Entry::message)
                .map(message -> new String(message, StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void takesOverAnA04() throws IOException {
        String answer = ask(Adt.a04("1"));

        assertThat(answer)
                .isEqualTo("MSH|^~\\&|XDSI|GATEWAY|ADT|CLINIC|20260304050607+0000||ACK^A04^ACK|0123456789abcdef0123|P"
                        + "|2.5||||||UNICODE UTF-8\rMSA|AA|1\r");
        assertThat(patients.patient(MARY))
                .contains(new Patient(
                        MARY,
                        List.of(new PatientId("4711", new Oid("1.2.3.4"))),
                        new Demographics(
                                List.of(PersonName.of("Müller", "Mary", "Ann"), PersonName.of("Doe", "Mary")),
                                new BirthTime("19700304"),
                                AdministrativeSex.FEMALE,
                                List.of(new Address("Main St 1", "Springfield", "IL", "62701", "USA")),
                                List.of("tel:+15551234", "mailto:mary@example.org"))));
    }

    @Test
    void takesOverAnA01OfVersion231() throws IOException {
        String answer = ask(Adt.a01Of231("2"));

        assertThat(answer)
                .isEqualTo("MSH|^~\\&|XDSI|GATEWAY|ADT|CLINIC|20260304050607+0000||ACK^A01|0123456789abcdef0123|P"
                        + "|2.3.1||||||8859/1\rMSA|AA|2\r");
        assertThat(patients.patient(JOHN).orElseThrow().demographics().names())
                .containsExactly(PersonName.of("Doé", "John"));
    }

    @Test
    void anA08ChangesAPatientAndDeletesWhatItSaysIsNoMore() throws IOException {
        ask(Adt.a04("1"));

        assertThat(ask(Adt.a04("2")
                        .withType("ADT^A08")
                        .withPid("PID|||M1^^^&1.2.3&ISO||Smith^Mary|||||| \"\"".replace(" \"", "\""))))
                .contains("MSA|AA|2");

        Demographics now = patients.patient(MARY).orElseThrow().demographics();
        assertThat(now.names()).containsExactly(PersonName.of("Smith", "Mary"));
        assertThat(now.addresses()).isEmpty();
        assertThat(now.birthTime()).isEqualTo(new BirthTime("19700304"));
    }

    @Test
    void everyAttemptIsAuditedOnceAsWhatItWas() throws IOException {
        ask(Adt.a04("1"));
        ask(Adt.a04("2"));
        ask(Adt.a04("3").withPid("PID|||X^^^&2.9.9&ISO||Doe"));

        assertThat(audited())
                .hasSize(3)
                .allSatisfy(record -> assertThat(record)
                        .contains("110110", "ITI-8", "UserID=\"CLINIC|ADT\"", "UserID=\"GATEWAY|XDSI\"", "MSH-10"));
        assertThat(audited().get(0)).contains("EventActionCode=\"C\"", "EventOutcomeIndicator=\"0\"", MARY.id());
        assertThat(audited().get(1)).contains("EventActionCode=\"U\"", "EventOutcomeIndicator=\"0\"");
        assertThat(audited().get(2)).contains("EventOutcomeIndicator=\"8\"", "AE 204 PID-3");
    }

    @Test
    void otherDelimitersAreAsGood() throws IOException {
        String other = "MSH#*~\\&#ADT#CLINIC#XDSI#GATEWAY#2026##ADT*A04#1#P#2.5\rPID###M1***&1.2.3&ISO##Doe*Mary\r";

        assertThat(ask(other.getBytes(StandardCharsets.US_ASCII)))
                .startsWith("MSH#*~\\&#XDSI#GATEWAY#ADT#CLINIC#")
                .contains("\rMSA#AA#1\r");
        assertThat(patients.isKnown(MARY)).isTrue();
    }

    @Test
    void h01_aMessageWithoutEndIsRefusedAtItsLimit() throws IOException {
        try (MllpSender sender = MllpSender.to(port.address())) {
            sender.raw(new byte[] {0x0B});
            sender.raw("MSH|^~\\&|ADT|CLINIC|X|Y|2026||ADT^A04|endless|P|2.5\r".getBytes(StandardCharsets.US_ASCII));
            sender.raw("x".repeat(LIMITS.messageBytes()).getBytes(StandardCharsets.US_ASCII));

            assertThat(sender.answer()).contains("MSA|AR|endless|", "longer than");
            assertThat(sender.isEnded()).isTrue();
        }
    }

    @Test
    void h02_aStartWithinAMessageIsRefused() throws IOException {
        try (MllpSender sender = MllpSender.to(port.address())) {
            String message = Adt.a04("1").toString().replace("EVN", "\u000BEVN");

            assertThat(sender.ask(message.getBytes(StandardCharsets.UTF_8))).contains("MSA|AR|1|", "0x0B");
            assertThat(sender.isEnded()).isTrue();
        }
        assertThat(patients.isKnown(MARY)).isFalse();
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
        assertThat(ask(message.getBytes(StandardCharsets.US_ASCII))).contains("MSA|AR|");
        assertThat(audited()).isEmpty();
    }

    @Test
    void h04_aSegmentForgedInANameIsRefused() throws IOException {
        assertThat(ask(Adt.a04("1").withPid("PID|||M1^^^&1.2.3&ISO||Doe\rPID|||J1^^^&1.2.3&ISO||Doe")))
                .contains("MSA|AE|1", "one PID");
        assertThat(patients.isKnown(MARY)).isFalse();
        assertThat(patients.isKnown(JOHN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Doe\\X0D\\PID|||J1", "Doe\\X0D0A\\", "Doe\\X00\\", "Doe\\X1C0D\\", "Doe\u0007"})
    void h05_anEscapeThatWritesAControlCharacterIsRefused(String name) throws IOException {
        assertThat(ask(Adt.a04("1").withPid("PID|||M1^^^&1.2.3&ISO||" + name))).contains("MSA|AE|1", "PID-5");
        assertThat(patients.isKnown(MARY)).isFalse();
    }

    @Test
    void delimitersInANameAreEscaped() throws IOException {
        assertThat(ask(Adt.a04("1").withPid("PID|||M1^^^&1.2.3&ISO||D\\F\\o\\S\\e^\\E\\")))
                .contains("MSA|AA|1");
        assertThat(patients.patient(MARY).orElseThrow().demographics().names())
                .containsExactly(PersonName.of("D|o^e", "\\"));
    }

    @Test
    void h06_aMessageOfTenThousandSegmentsIsRefused() throws IOException {
        assertThat(ask((Adt.a04("1") + "Z\r".repeat(10_000)).getBytes(StandardCharsets.UTF_8)))
                .contains("MSA|AR|1", "2000 segments");
        assertThat(patients.isKnown(MARY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 60_000, 70_000, 1_000_000})
    void h07_aFieldThatIsTooLongIsRefused(int length) throws IOException {
        try (MllpSender sender = MllpSender.to(port.address())) {
            byte[] message = Adt.a04("1")
                    .withPid("PID|||M1^^^&1.2.3&ISO||" + "x".repeat(length))
                    .bytes();
            Thread.ofVirtual().start(() -> {
                try {
                    sender.raw(new byte[] {0x0B});
                    sender.raw(message);
                    sender.raw(new byte[] {0x1C, 0x0D});
                } catch (IOException closed) {
                    assertThat(length).isGreaterThan(LIMITS.messageBytes());
                }
            });

            assertThat(sender.answer()).containsPattern("MSA\\|A[ER]\\|1");
        }
        assertThat(patients.isKnown(MARY)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"KLINGON, MSH^1^18", "ASCII, character set", "'', character set"})
    void h08_bytesOfAnotherCharacterSetAreRefused(String charset, String complaint) throws IOException {
        byte[] latin = Adt.a04("1").withCharset(charset).toString().getBytes(StandardCharsets.ISO_8859_1);

        assertThat(ask(latin)).contains("MSA|AE|1", complaint);
        assertThat(patients.isKnown(MARY)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ADT^A40, 2.5, AR, 201",
        "ADT^A03, 2.5, AR, 201",
        "ADT, 2.5, AR, 201",
        "ORU^R01, 2.5, AR, 200",
        "'', 2.5, AR, 200",
        "ADT^A04, 3.0, AR, 203",
        "ADT^A04, '', AR, 203",
    })
    void h09_aMessageOfAnUnknownTypeIsRejected(String type, String version, String code, String condition)
            throws IOException {
        assertThat(ask(Adt.a04("1").withType(type).withVersion(version)))
                .contains("MSA|" + code + "|1", condition + "^")
                .contains("|E|");
        assertThat(patients.isKnown(MARY)).isFalse();
    }

    @Test
    void h10_aMessageSentAgainIsAcknowledgedAgainAndChangesNothing() throws IOException {
        ask(Adt.a04("1"));
        ask(Adt.a04("2").withPid("PID|||M1^^^&1.2.3&ISO||Smith"));

        assertThat(ask(Adt.a04("1"))).contains("MSA|AA|1");

        assertThat(patients.patient(MARY).orElseThrow().demographics().names()).containsExactly(PersonName.of("Smith"));
        assertThat(ask(Adt.a01Of231("1"))).contains("MSA|AE|1", "another message");
    }

    @Test
    void h15_aSenderWhoShowsNoCertificateIsHeardOfAndNotHeard() throws Exception {
        DemoCertificates ours = new DemoCertificates(folder.resolve("ours"), Clock.systemUTC(), new SecureRandom());
        NodeTls node = new NodeTls(ours.node("gateway"));
        NodeTls source = new NodeTls(ours.node("source"));
        try (MllpListener secure = feed(patients).listen(MllpPort.secure(anywhere(), node.context()))) {
            assertThatThrownBy(() -> secured(withoutCertificate(node), secure, Adt.a04("1")))
                    .isInstanceOf(IOException.class);
            assertThat(patients.isKnown(MARY)).isFalse();

            assertThat(secured(source.context(), secure, Adt.a04("1"))).contains("MSA|AA|1");
        }
        assertThat(audited())
                .hasSize(2)
                .anySatisfy(record -> assertThat(record).contains("110113", "110126", "127.0.0.1"));
    }

    private static String secured(SSLContext context, MllpListener port, Adt message) throws IOException {
        try (MllpSender sender = new MllpSender(context.getSocketFactory()
                .createSocket("127.0.0.1", port.address().getPort()))) {
            ((SSLSocket) sender.socket()).startHandshake();
            return sender.ask(message.bytes());
        }
    }

    private static SSLContext withoutCertificate(NodeTls node) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", node.identity().trusted().getFirst());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void h16_aSenderWhoTakesTooLongIsCutOff() throws IOException {
        try (MllpSender sender = MllpSender.to(port.address())) {
            assertThatThrownBy(() -> {
                        for (byte b : framed(Adt.a04("1").bytes())) {
                            sender.raw(new byte[] {b});
                            Thread.sleep(Duration.ofMillis(50));
                        }
                        sender.answer();
                    })
                    .isInstanceOf(IOException.class);
        }
        assertThat(patients.isKnown(MARY)).isFalse();
    }

    private static byte[] framed(byte[] message) {
        byte[] frame = new byte[message.length + 1];
        frame[0] = 0x0B;
        System.arraycopy(message, 0, frame, 1, message.length);
        return frame;
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
        assertThat(ask(Adt.a04("1").withType("ADT^A08^ADT_A01").withPid(pid)))
                .contains(
                        "MSA|AE|1|no id of the affinity domain, whose assigning authority is 1.2.3", "PID^1^3", "204^");
        assertThat(patients.candidates(Demographics.of(PersonName.of("Doe"), new BirthTime("1970"), null), 5))
                .isEmpty();
    }

    @Test
    void aPatientHasOneIdOfTheAffinityDomain() throws IOException {
        assertThat(ask(Adt.a04("1").withPid("PID|||M1^^^&1.2.3&ISO~J1^^^&1.2.3&ISO||Doe")))
                .contains("MSA|AE|1", "205^");
    }

    @Test
    void h18_aSenderWhoTakesNoAnswersIsCutOff() throws IOException {
        byte[] message = Adt.a04("1").withType("ADT^A03").bytes();
        try (MllpSender sender = MllpSender.to(port.address())) {
            sender.socket().setReceiveBufferSize(1024);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1_000_000; i++) {
                            sender.raw(new byte[] {0x0B});
                            sender.raw(message);
                            sender.raw(new byte[] {0x1C, 0x0D});
                        }
                    })
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void h18_aSenderWhoHasSaidAllStillGetsHisAnswers() throws IOException {
        try (MllpSender sender = MllpSender.to(port.address())) {
            sender.raw(new byte[] {0x0B});
            sender.raw(Adt.a04("1").bytes());
            sender.raw(new byte[] {0x1C, 0x0D});
            sender.socket().shutdownOutput();

            assertThat(sender.answer()).contains("MSA|AA|1");
            assertThat(sender.isEnded()).isTrue();
        }
    }

    @Test
    void moreConnectionsThanAllowedAreSentAway() throws IOException {
        List<MllpSender> places = new ArrayList<>();
        try {
            for (int i = 0; i < LIMITS.connections(); i++) {
                MllpSender sender = MllpSender.to(port.address());
                places.add(sender);
                assertThat(sender.ask(Adt.a04("1").bytes())).contains("MSA|AA|1");
            }
            try (Socket oneMore =
                    new Socket(port.address().getAddress(), port.address().getPort())) {
                oneMore.setSoTimeout(30_000);
                assertThat(oneMore.getInputStream().read()).isNegative();
            }
        } finally {
            for (MllpSender sender : places) {
                sender.close();
            }
        }
        awaitPlace();
    }

    /** The port notices in its own time that the others have left. */
    private void awaitPlace() throws IOException {
        while (true) {
            try (MllpSender sender = MllpSender.to(port.address())) {
                sender.ask(Adt.a04("1").bytes());
                return;
            } catch (IOException full) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aFailureIsAnErrorWithAnIdAndNothingElse() throws Exception {
        PatientStore broken = new PatientStore() {
            @Override
            public Applied apply(FeedMessage message) {
                throw new IllegalStateException("password=secret");
            }

            @Override
            public Optional<Patient> patient(PatientId anyId) {
                return Optional.empty();
            }

            @Override
            public boolean isKnown(PatientId id) {
                return false;
            }

            @Override
            public List<Patient> candidates(Demographics asked, int most) {
                return List.of();
            }
        };
        try (MllpListener failing = feed(broken).listen(MllpPort.plain(anywhere()));
                MllpSender sender = MllpSender.to(failing.address())) {
            assertThat(sender.ask(Adt.a04("1").bytes()))
                    .contains("MSA|AE|1", "207^", "error id 01234567-89ab")
                    .doesNotContain("secret");
        }
        assertThat(audited()).hasSize(1).first().asString().contains("EventOutcomeIndicator=\"8\"");
    }
}
