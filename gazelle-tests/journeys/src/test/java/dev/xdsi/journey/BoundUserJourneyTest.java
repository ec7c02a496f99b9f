package dev.xdsi.journey;

import static dev.xdsi.model.draft.Submissions.JOHN;
import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.soap.xua.AssertionDraft.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.xua.AssertionDraft;
import dev.xdsi.soap.xua.XuaAttribute;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What an assertion is about bounds what it opens: one patient, a consent that counts, an issuer who is still trusted. */
@Tag("integration")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BoundUserJourneyTest {
    private static final long PATIENCE = Duration.ofSeconds(60).toNanos();

    private ForeignUsers users;
    private RunningGateway gateway;
    private SoapClients clients;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        users = new ForeignUsers(folder);
        Path data = folder.resolve("data");
        gateway = RunningGateway.start(users.trustedBy(RunningGateway.configuration(data)));
        clients = users.clients(data);
        assertThat(as(draft()).submit("bound", slots -> slots).errors()).isEmpty();
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private AssertionDraft draft() {
        return ForeignUsers.draft(gateway);
    }

    private SoapPartner as(AssertionDraft draft) {
        URI base = gateway.gateway().addresses().iheTls();
        return new SoapPartner(
                clients, URI.create(base + "/registry"), URI.create(base + "/repository"), ForeignUsers.caller(draft));
    }

    private int seenBy(AssertionDraft draft) {
        return as(draft).registered();
    }

    private AssertionDraft about(PatientId patient) {
        return draft().with(attribute(XuaAttribute.PATIENT_ID, patient.cx().replace("&", "&amp;")));
    }

    private AssertionDraft by(String consent) {
        return draft().with(attribute(XuaAttribute.CONSENT_DOCUMENT, "urn:oid:" + consent));
    }

    @Test
    @Order(1)
    void s50AnAssertionAboutAnotherPatientOpensNothing() {
        assertThat(seenBy(about(MARY))).isOne();
        assertThat(seenBy(about(JOHN))).isZero();
        assertThat(seenBy(about(new PatientId("M-1", new Oid("1.2.3.4.5")))))
                .as("an id of another authority, which cannot be compared")
                .isOne();
    }

    @Test
    @Order(2)
    void s52AnAssertionByARevokedConsentOpensNothing() throws Exception {
        gateway.client().post("/api/consents", Map.of("patient", MARY.cx(), "policies", List.of("share")));
        String consent = gateway.client()
                .get("/api/consents", Map.of("patient", MARY.cx()))
                .path("consents")
                .path(0)
                .path("documentUniqueId")
                .asText();
        assertThat(seenBy(by(consent))).isPositive();

        gateway.client().post("/api/consents/revoke", Map.of("patient", MARY.cx(), "documentUniqueId", consent));

        assertThat(seenBy(by(consent))).isZero();
        assertThat(seenBy(by("1.2.3.4.5.6")))
                .as("a consent of another community")
                .isPositive();
        assertThat(seenBy(draft())).isPositive();
    }

    @Test
    @Order(3)
    void s61ARevokedSigningCertificateIsRefusedWithinAMinute() throws Exception {
        AssertionDraft used = draft();
        assertThat(seenBy(used)).isPositive();

        users.revoke();

        assertThatThrownBy(() -> untilRefused(used)).rootCause().hasMessageContaining("issuer of the assertion");
        assertThatThrownBy(() -> seenBy(draft())).rootCause().hasMessageContaining("issuer of the assertion");
    }

    private void untilRefused(AssertionDraft used) throws InterruptedException {
        for (long end = System.nanoTime() + PATIENCE; System.nanoTime() < end; Thread.sleep(200)) {
            seenBy(used);
        }
    }
}
