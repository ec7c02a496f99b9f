package dev.xdsi.imaging.pacs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.net.AcceptPolicy;
import dev.xdsi.dicom.net.Acceptor;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.AssociationListener;
import dev.xdsi.dicom.net.AssociationUser;
import dev.xdsi.dicom.net.DeclaredPolicy;
import dev.xdsi.dicom.net.DimseServices;
import dev.xdsi.dicom.net.ListenerSettings;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.UserIdentification;
import dev.xdsi.dicom.net.UserPasscode;
import dev.xdsi.dicom.net.pdu.AssociateReject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether a PACS is there. */
class PacsEchoTest {
    private static final ApplicationEntity SELF = ApplicationEntity.of("XDSI");

    private final List<Runnable> beside = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T03:00:00Z");

    private static AssociationListener listening(String title, AcceptPolicy policy, int port) throws Exception {
        return AssociationListener.start(
                ListenerSettings.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
                new Acceptor(ApplicationEntity.of(title), policy, DimseServices.verificationOnly(), event -> {}));
    }

    private PacsEcho echo(String title, int port) {
        return new PacsEcho(SELF, RemoteEntity.of(title, "127.0.0.1", port), () -> now, beside::add);
    }

    private void find() {
        List<Runnable> all = List.copyOf(beside);
        beside.clear();
        all.forEach(Runnable::run);
    }

    @Test
    void whoAsksIsToldWhatWasFoundLastAndAsksAnewAfterAWhile() throws Exception {
        int port;
        PacsEcho echo;
        try (AssociationListener there = listening(
                "PACS", DeclaredPolicy.storage(ApplicationEntity.of("PACS").title()), 0)) {
            port = there.port();
            echo = echo("PACS", port);
            assertThat(echo.attention()).isNull();
            assertThat(beside).hasSize(1);
            assertThat(echo.attention()).isNull();
            assertThat(beside).hasSize(1);
            find();
            assertThat(echo.attention()).isNull();
        }
        assertThat(beside).isEmpty();
        now = now.plus(Duration.ofSeconds(31));
        echo.attention();
        find();
        assertThat(echo.attention()).contains("does not answer C-ECHO", "127.0.0.1");

        try (AssociationListener again = listening(
                "PACS", DeclaredPolicy.storage(ApplicationEntity.of("PACS").title()), port)) {
            now = now.plus(Duration.ofSeconds(31));
            assertThat(echo.attention()).contains("does not answer C-ECHO");
            find();
            assertThat(echo.attention()).isNull();
            assertThat(again.port()).isEqualTo(port);
        }
    }

    @Test
    void oneThatDoesNotWantUsIsNotThere() throws Exception {
        AcceptPolicy nobody =
                DeclaredPolicy.storage(ApplicationEntity.of("PACS").title()).onlyFor(peer -> false);
        try (AssociationListener closed = listening("PACS", nobody, 0)) {
            PacsEcho echo = echo("PACS", closed.port());
            echo.attention();
            find();

            assertThat(echo.attention()).contains("does not answer C-ECHO");
        }
    }

    private String asUser(UserIdentification users) throws Exception {
        ApplicationEntity entity = ApplicationEntity.of("PACS");
        try (AssociationListener there = AssociationListener.start(
                ListenerSettings.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                new Acceptor(
                        entity,
                        DeclaredPolicy.storage(entity.title()),
                        users,
                        DimseServices.verificationOnly(),
                        event -> {}))) {
            PacsEcho echo = new PacsEcho(
                    SELF,
                    RemoteEntity.of("PACS", "127.0.0.1", there.port()).as(UserPasscode.of("xdsi", "geheim-77")),
                    () -> now,
                    beside::add);
            echo.attention();
            find();
            return String.valueOf(echo.attention());
        }
    }

    @Test
    void theUserHasToBeKnownThere() throws Exception {
        assertThat(asUser(
                        (peer, certificate, request) -> new UserIdentification.Result.Proven(new AssociationUser() {})))
                .isEqualTo("null");
        assertThat(asUser(UserIdentification.NONE))
                .contains("without confirming user xdsi", "imaging-source.pacs.user");
        assertThat(asUser((peer, certificate, request) ->
                        new UserIdentification.Result.Refused(AssociateReject.USER_NOT_AUTHENTICATED)))
                .contains("rejected the association", "maybe it does not accept user xdsi")
                .doesNotContain("geheim");
    }
}
