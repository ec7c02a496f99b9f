package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.disclosure.DocumentDisclosure;
import dev.xdsi.disclosure.Resource;
import dev.xdsi.imaging.DimseScu.Ended;
import dev.xdsi.imaging.disclosure.ImageConsent;
import dev.xdsi.imaging.partner.ImagingPartner;
import dev.xdsi.imaging.partner.ImagingPartner.Asking;
import dev.xdsi.imaging.partner.ImagingPartners;
import dev.xdsi.transaction.Caller;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** C-MOVE and C-GET as DCMTK's movescu (with storescp) and getscu do them. */
@org.junit.jupiter.api.Tag("integration")
class MoveAndGetTest extends SourceScene {
    private static final String UNKNOWN = "1.9.9";

    @BeforeEach
    void fill() throws Exception {
        running.askers.set(DimseScu.partners(null));
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.store(DataSets.ct(SERIES, SERIES + ".2"));
        running.store(DataSets.ct(OTHER_SERIES, OTHER_SERIES + ".1"));
    }

    private DimseScu scu() {
        return new DimseScu(folder, running);
    }

    /** The mover may have it, and has it sent to one who may not. */
    @Test
    void whatTheDestinationMayNotHaveIsNotSentToIt() throws Exception {
        running.close();
        Caller.User stranger = new Caller.User(
                new Caller.Identity("TAKER", "urn:ae", "TAKER", null), Caller.Affiliation.UNKNOWN, Caller.Intent.NONE);
        running = new RunningSource(
                folder,
                new RunningSource.Partners(running.repository, running.registry),
                START,
                Duration.ofMillis(20),
                new ImageConsent(onlyFor(DimseScu.TITLE), patient -> false));
        try (TakingScp destination = new TakingScp("TAKER", Duration.ZERO, Status.SUCCESS)) {
            running.askers.set(new ImagingPartners(List.of(
                    new ImagingPartner(
                            new AeTitle(DimseScu.TITLE), new Asking(null, "127.0.0.1", DimseScu.user()), null),
                    new ImagingPartner(
                            new AeTitle("TAKER"),
                            new Asking(null, "192.0.2.1", stranger),
                            RemoteEntity.of("TAKER", "127.0.0.1", destination.port())))));

            Ended ended = scu().move(study(STUDY));

            assertThat(ended.output()).contains("0xa702", "Failed Suboperations          : 3");
            assertThat(destination.taken()).isEmpty();
            assertThat(lastRecord()).contains("the destination may not have all of it", "UserID=\"TAKER\"", STUDY);
        }
    }

    private static DocumentDisclosure onlyFor(String name) {
        return (caller, transaction) -> {
            boolean may = caller.user() != null && caller.user().identity().id().equals(name);
            return new DocumentDisclosure.View() {
                @Override
                public Set<String> disclosed(Set<String> documentUniqueIds) {
                    return may ? documentUniqueIds : Set.of();
                }

                @Override
                public boolean isDisclosed(Resource unregistered) {
                    return may;
                }
            };
        };
    }

    private static String[] study(String uid, String... options) {
        String[] all = new String[options.length + 5];
        System.arraycopy(options, 0, all, 0, options.length);
        System.arraycopy(
                new String[] {"-S", "-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID=" + uid},
                0,
                all,
                options.length,
                5);
        return all;
    }

    @Test
    void getscuGetsAStudyUnchanged() throws Exception {
        Ended ended = scu().get(study(STUDY));

        assertThat(ended.output()).contains("Number of Completed Suboperations : 3");
        assertThat(ended.dataSets())
                .containsExactlyInAnyOrder(
                        DataSets.ct(SERIES, SERIES + ".1"),
                        DataSets.ct(SERIES, SERIES + ".2"),
                        DataSets.ct(OTHER_SERIES, OTHER_SERIES + ".1"));
        assertThat(lastRecord())
                .contains("110104", "EventActionCode=\"R\"", "UserID=\"ASKER\"", STUDY, "NumberOfInstances=\"3\"");
    }

    @Test
    void getscuThatTakesImplicitVrGetsImplicitVr() throws Exception {
        Ended ended = scu().get(study(STUDY, "+xi"));

        assertThat(ended.dataSets()).hasSize(3).allSatisfy(dataSet -> {
            assertThat(dataSet.string(Tag.PatientName)).contains("Müller^Jürg");
            assertThat(dataSet.bytes(Tag.PixelData)).hasSize(128);
        });
    }

    @Test
    void getscuGetsOneImage() throws Exception {
        Ended ended = scu().get(
                        "-S",
                        "-k",
                        "QueryRetrieveLevel=IMAGE",
                        "-k",
                        "StudyInstanceUID=" + STUDY,
                        "-k",
                        "SeriesInstanceUID=" + SERIES,
                        "-k",
                        "SOPInstanceUID=" + SERIES + ".2");

        assertThat(ended.dataSets()).containsExactly(DataSets.ct(SERIES, SERIES + ".2"));
    }

    @Test
    void nothingIsMeantByWhatIsUnknownOrUnsaid() throws Exception {
        assertThat(scu().get(study(UNKNOWN)).dataSets()).isEmpty();
        Ended all = scu().get("-S", "-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID");
        assertThat(all.output()).contains("0xa900");
        assertThat(all.dataSets()).isEmpty();
    }

    @Test
    void movescuHasAStudySentToStorescp() throws Exception {
        List<Attributes> taken = moved(STUDY, "3");

        assertThat(taken)
                .containsExactlyInAnyOrder(
                        DataSets.ct(SERIES, SERIES + ".1"),
                        DataSets.ct(SERIES, SERIES + ".2"),
                        DataSets.ct(OTHER_SERIES, OTHER_SERIES + ".1"));
        assertThat(lastRecord()).contains("110104", "UserID=\"ASKER\"", "UserID=\"TAKER\"", "NumberOfInstances=\"3\"");
    }

    private List<Attributes> moved(String study, String completed) throws Exception {
        int port = freePort();
        running.askers.set(DimseScu.partners(port));
        Path inbox = Files.createDirectory(folder.resolve("inbox"));
        Process storescp = new ProcessBuilder(
                        "storescp", "-aet", "TAKER", "-od", inbox.toString(), "+xa", String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("storescp.log").toFile())
                .start();
        try {
            awaitPort(port);
            Ended ended = scu().move(study(study));
            assertThat(ended.output()).contains("Completed Suboperations       : " + completed, "0x0000: Success");
            return DimseScu.read(inbox);
        } finally {
            storescp.destroy();
            assertThat(storescp.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aMoveThatIsCancelledSendsNoMore() throws Exception {
        for (int i = 3; i <= 40; i++) {
            running.store(DataSets.ct(SERIES, SERIES + "." + i));
        }
        try (TakingScp slow = new TakingScp("TAKER", Duration.ofMillis(100), Status.SUCCESS)) {
            running.askers.set(DimseScu.partners(slow.port()));

            Ended ended = scu().move(study(STUDY, "--cancel", "2"));

            assertThat(ended.output()).containsIgnoringCase("0xfe00");
            assertThat(slow.taken()).hasSizeBetween(1, 40);
            assertThat(lastRecord())
                    .contains("NumberOfInstances=\"" + slow.taken().size() + "\"");
        }
    }

    @Test
    void whatIsTakenWithAWarningIsCountedAsThat() throws Exception {
        try (TakingScp coercing = new TakingScp("TAKER", Duration.ZERO, Status.COERCION_OF_DATA_ELEMENTS)) {
            running.askers.set(DimseScu.partners(coercing.port()));

            assertThat(scu().move(study(STUDY)).output())
                    .contains("0xb000", "Failed Suboperations          : 0", "Warning Suboperations         : 3");
            assertThat(lastRecord()).contains("NumberOfInstances=\"3\"");
        }
    }

    /** One file that is gone costs nobody the others. */
    @Test
    void whatCannotBeReadFailsAlone() throws Exception {
        Files.delete(fileOf(SERIES + ".1"));
        try (TakingScp taking = new TakingScp("TAKER", Duration.ZERO, Status.SUCCESS)) {
            running.askers.set(DimseScu.partners(taking.port()));

            assertThat(scu().move(study(STUDY)).output())
                    .contains("Completed Suboperations       : 2", "Failed Suboperations          : 1");
            assertThat(taking.taken()).hasSize(2);
        }
        Ended got = scu().get(study(STUDY));
        assertThat(got.output())
                .contains("Number of Completed Suboperations : 2", "Number of Failed Suboperations    : 1");
        assertThat(got.dataSets()).hasSize(2);
    }

    @Test
    void whatIsAskedForBelowAnUnnamedStudyIsRefused() throws Exception {
        Ended ended = scu().get("-S", "-k", "QueryRetrieveLevel=SERIES", "-k", "SeriesInstanceUID=" + SERIES);

        assertThat(ended.output()).contains("0xa900");
        assertThat(ended.dataSets()).isEmpty();
    }

    @Test
    void whereNobodyTakesThemTheFailedInstancesAreNamed() throws Exception {
        running.askers.set(DimseScu.partners(freePort()));

        Ended ended = scu().move(study(STUDY));

        assertThat(ended.output()).contains("0xa702", "Failed Suboperations          : 3");
        assertThat(ended.output()).contains(SERIES + ".1\\" + SERIES + ".2");
        assertThat(lastRecord()).contains("EventOutcomeIndicator=\"4\"");
    }

    @Test
    void nothingIsSentToWhereNobodyAgreedOn() throws Exception {
        assertThat(scu().move(study(STUDY)).output()).contains("0xa801");
    }

    private String lastRecord() throws IOException {
        int records = running.audit.read(0, 1000).size();
        return new String(running.audit.read(records - 1, 1).getFirst().message(), StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /** A program that was just started needs a moment until it listens. */
    private static void awaitPort(int port) throws Exception {
        for (int attempt = 0; ; attempt++) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                if (attempt == 100) {
                    throw notYet;
                }
                Thread.sleep(100);
            }
        }
    }
}
