package dev.xdsi.consent.bppc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.consent.AskedRegistry;
import dev.xdsi.consent.ConsentOnFile;
import dev.xdsi.consent.bppc.ConsentDocument.Agreement;
import dev.xdsi.consent.bppc.ConsentDocument.Validity;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.rules.MetadataRules;
import dev.xdsi.model.rules.Side;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentDocumentTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final Instant LATER = Instant.parse("2027-05-01T12:00:00Z");
    private static final PatientId MARY = new PatientId("M<\"1\">", new Oid("1.2.3"));
    private static final List<Agreement> AGREEMENTS = List.of(
            new Agreement("1.2.3.1", "share <all>", new Validity(NOW, LATER)),
            new Agreement("1.2.3.2", "but not images", new Validity(NOW, LATER)));

    private final AtomicLong number = new AtomicLong();
    private final ConsentSubmission submissions = new ConsentSubmission(
            () -> new UUID(0x4000, Long.MIN_VALUE | number.incrementAndGet()), NOW, new Oid("1.2.9"), "Clinic");

    private static ConsentDocument read(String xml) throws UnreadableConsentException {
        return ConsentDocumentReader.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String cda(ConsentSubmission.Prepared prepared) throws IOException {
        try (InputStream in =
                prepared.request().documents().getFirst().content().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static RegistryObjectDraft entry(ConsentSubmission.Prepared prepared) {
        return prepared.request().submission().documentEntries().findFirst().orElseThrow();
    }

    private List<XdsError> check(RegistryObjectDraft entry, String cda) {
        return ConsentDocumentCheck.faults(entry, new ByteArrayInputStream(cda.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        assertThat(read(cda(submissions.give(MARY, AGREEMENTS, null))))
                .isEqualTo(new ConsentDocument(Set.of(MARY), AGREEMENTS));
    }

    @Test
    void theSubmissionKeepsEveryRuleAndAgreesWithItsDocument() throws Exception {
        ConsentSubmission.Prepared prepared = submissions.give(MARY, AGREEMENTS, null);
        SubmissionDraft submission = prepared.request().submission();

        assertThat(MetadataRules.check(submission, Side.REPOSITORY)).isEmpty();
        assertThat(ConsentDocumentCheck.concerns(entry(prepared))).isTrue();
        assertThat(check(entry(prepared), cda(prepared))).isEmpty();
        assertThat(AskedRegistry.consent(DraftReader.documentEntry(entry(prepared))))
                .isEqualTo(new ConsentOnFile(prepared.documentUniqueId(), List.of("1.2.3.1", "1.2.3.2"), NOW, LATER));
    }

    @Test
    void c02_aRevokedConsentIsReplacedByOneThatCountsUntilNow() throws Exception {
        DocumentEntry given = DraftReader.documentEntry(entry(submissions.give(
                MARY, List.of(new Agreement("1.2.3.1", "share", new Validity(NOW.minusSeconds(60), null))), null)));

        ConsentSubmission.Prepared revoked = submissions.revoke(given);

        DocumentEntry entry = DraftReader.documentEntry(entry(revoked));
        assertThat(AskedRegistry.consent(entry))
                .isEqualTo(
                        new ConsentOnFile(revoked.documentUniqueId(), List.of("1.2.3.1"), NOW.minusSeconds(60), NOW));
        assertThat(revoked.request().submission().associations().map(RegistryObjectDraft::link))
                .anyMatch(link -> link != null
                        && AssociationType.RPLC.urn().equals(link.associationType())
                        && given.entryUUID().value().equals(link.targetObject()));
        assertThat(check(entry(revoked), cda(revoked))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3.2,1.2.3.9,names the policies",
        "root=\"1.2.3\",root=\"1.2.4\",another patient",
        "20260501120000+0000,20260501120000-0100,counts from 2026-05-01T13:00:00Z",
        "20270501120000+0000,20280501,counts until 2028-05-01T00:00:00Z",
        "1.3.6.1.4.1.19376.1.5.3.1.2.6,1.3.6.1.4.1.19376.1.5.3.1.2.7,no readable consent",
        "extension=,ext=,names no patient",
        "code=\"1.2.3.1\",code=\"share\",by its OID",
        "20270501120000+0000,soon,no time of HL7 V3",
        "urn:hl7-org:v3,urn:hl7-org:v4,not a ClinicalDocument",
    })
    void whatDisagreesOrCannotBeReadIsInvalidDocumentContent(String from, String to, String why) throws Exception {
        ConsentSubmission.Prepared prepared = submissions.give(MARY, AGREEMENTS, null);
        String changed = cda(prepared).replace(from, to);
        assertThat(changed).isNotEqualTo(cda(prepared));

        assertThat(check(entry(prepared), changed)).isNotEmpty().allSatisfy(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.InvalidDocumentContent);
            assertThat(error.codeContext()).contains(prepared.documentUniqueId(), why);
        });
    }

    @Test
    void readsNothingBehindTheBeginningOfTheBody() throws Exception {
        String cda = cda(submissions.give(MARY, AGREEMENTS, null));
        String cutInTheBody = cda.substring(0, cda.indexOf("<structuredBody>")) + "<nonXMLBody><text>JVBERi0";
        assertThat(read(cutInTheBody).agreements()).isEqualTo(AGREEMENTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<ClinicalDocument xmlns='urn:hl7-org:v3'>",
                "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><ClinicalDocument"
                        + " xmlns='urn:hl7-org:v3'>&a;</ClinicalDocument>",
                "<!DOCTYPE x [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><ClinicalDocument"
                        + " xmlns='urn:hl7-org:v3'>&b;</ClinicalDocument>",
                "<ClinicalDocument xmlns='urn:hl7-org:v3'>&amp;&unknown;</ClinicalDocument>"
            })
    void hostileDocumentsAreRefused(String xml) {
        assertThatThrownBy(() -> read(xml)).isInstanceOf(UnreadableConsentException.class);
    }

    @Test
    void depthAndNumberAreLimited() {
        assertThatThrownBy(() -> read("<ClinicalDocument xmlns='urn:hl7-org:v3'>" + "<a>".repeat(100_000)))
                .isInstanceOf(UnreadableConsentException.class)
                .hasMessageContaining("too deep");
        assertThatThrownBy(() -> read("<ClinicalDocument xmlns='urn:hl7-org:v3'>" + "<a/>".repeat(100_000)))
                .isInstanceOf(UnreadableConsentException.class)
                .hasMessageContaining("too large");
    }
}
