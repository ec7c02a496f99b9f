package dev.xdsi.consent;

import static dev.xdsi.model.draft.Submissions.JOHN;
import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.disclosure.ConsentFormat;
import dev.xdsi.disclosure.Decision;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the decision point learns from the registry by ITI-18, and what it makes of it. */
class RegisteredDocumentsTest {
    private static final Caller CALLER = Caller.self("test");

    private final List<StoredQueryRequest> asked = new ArrayList<>();
    private final List<DocumentEntry> registered = new ArrayList<>();
    private List<XdsError> errors = List.of();
    private PatientId closed = JOHN;
    private StoredQueryResponse answered = new StoredQueryResponse(List.of(), List.of(), List.of());

    private final AskedRegistry registry = AskedRegistry.elsewhere((request, caller) -> {
        asked.add(request);
        List<DocumentEntry> found = registered.stream()
                .filter(entry -> request.parameters().stream()
                        .flatMap(slot -> slot.values().stream())
                        .anyMatch(value -> value.contains("'" + entry.uniqueId() + "'")
                                || value.contains(entry.patientId().cx())))
                .toList();
        if (found.stream().map(DocumentEntry::patientId).distinct().count() > 1) {
            return StoredQueryResponse.failure(
                    List.of(XdsError.of(ErrorCode.XDSResultNotSinglePatient, "more than one patient")));
        }
        return new StoredQueryResponse(found.stream().map(DraftWriter::draft).toList(), List.of(), errors);
    });

    private Set<String> disclosed(String... uniqueIds) {
        return new RegisteredDocuments(
                        (caller, transaction) ->
                                resource -> resource.patientId().equals(closed)
                                        ? new Decision.Denied("closed")
                                        : new Decision.Permitted("open", false),
                        registry::entriesOf)
                .viewOf(CALLER, "ITI-43")
                .disclosed(Set.of(uniqueIds));
    }

    private void register(String name, String uniqueId, PatientId patient) {
        registered.add(
                manifest(name).toBuilder().uniqueId(uniqueId).patientId(patient).build());
    }

    @Test
    void documentsOfSeveralPatientsAreAskedForOneByOne() {
        register("a", "1.1", MARY);
        register("b", "1.2", JOHN);

        assertThat(disclosed("1.1", "1.2", "1.3")).containsExactly("1.1");
        assertThat(asked).hasSize(4);
    }

    @Test
    void ofADocumentWithTwoEntriesBothMustBePermitted() {
        register("a", "1.1", MARY);
        register("b", "1.1", MARY);
        assertThat(disclosed("1.1")).containsExactly("1.1");
        closed = MARY;
        assertThat(disclosed("1.1")).isEmpty();
    }

    @Test
    void aRegistryThatDoesNotSayAllMeansNo() {
        register("a", "1.1", MARY);
        errors = List.of(XdsError.of(ErrorCode.XDSRegistryBusy, "later"));
        assertThat(disclosed("1.1")).isEmpty();
        errors = List.of(XdsError.warning(ErrorCode.XDSRegistryBusy, "slow"));
        assertThat(disclosed("1.1")).containsExactly("1.1");
    }

    @Test
    void whatCannotBeRegisteredIsNotEvenAskedFor() {
        assertThat(disclosed("", " ", "a b", "ü", "1".repeat(129))).isEmpty();
        assertThat(asked).isEmpty();
        assertThat(disclosed("it's','1.1")).isEmpty();
        assertThat(asked.getFirst().parameters().getFirst().values()).containsExactly("('it''s'',''1.1')");
    }

    @Test
    void manyDocumentsAreAskedForInPortions() {
        disclosed(IntStream.range(0, 1_200).mapToObj(i -> "1.1." + i).toArray(String[]::new));
        assertThat(asked).hasSize(3);
    }

    @Test
    void onlyARegistryThatTellsEverythingIsSureOfNoneWhereItShowsNothing() {
        AskedRegistry elsewhere = AskedRegistry.elsewhere((request, caller) -> answered);
        assertThat(elsewhere.isSureOfNone(MARY, CALLER)).isFalse();
        assertThat(AskedRegistry.here((request, caller) -> answered).isSureOfNone(MARY, CALLER))
                .isTrue();
        answered = new StoredQueryResponse(List.of(), List.of(new ObjectRef("urn:uuid:a", null)), List.of());
        assertThat(elsewhere.isSureOfNone(MARY, CALLER)).isTrue();
        answered = StoredQueryResponse.failure(List.of(XdsError.of(ErrorCode.XDSTooManyResults, "many")));
        assertThat(elsewhere.isSureOfNone(MARY, CALLER)).isTrue();
        answered = StoredQueryResponse.failure(List.of(XdsError.of(ErrorCode.XDSRegistryBusy, "later")));
        assertThatThrownBy(() -> elsewhere.isSureOfNone(MARY, CALLER)).hasMessageContaining("XDSRegistryBusy");
    }

    @Test
    void aConsentIsWhatItsEntrySays() {
        DocumentEntry consent = manifest("consent").toBuilder()
                .formatCode(ConsentFormat.BPPC)
                .eventCodeList(List.of(Code.of("1.2.3", "x", "A"), Code.of("1.2.4", "x", "B")))
                .serviceStartTime(new Dtm("2026"))
                .serviceStopTime(new Dtm("20261231"))
                .build();
        registered.add(consent);

        assertThat(registry.of(MARY, CALLER))
                .containsExactly(new ConsentOnFile(
                        consent.uniqueId(),
                        List.of("1.2.3", "1.2.4"),
                        new Dtm("20260101000000").start(),
                        new Dtm("20261231000000").start()));
        assertThat(asked.getFirst().parameters().stream()
                        .map(slot -> slot.name() + slot.values())
                        .collect(Collectors.joining()))
                .contains("StatusType:Approved", "urn:ihe:iti:bppc:2007^^", "urn:ihe:iti:bppc-sd:2007^^")
                .doesNotContain("Deprecated");
        assertThat(uuid("consent")).isEqualTo(consent.entryUUID());
        assertThat(registry.withdrawn(MARY, CALLER)).containsExactly(consent.uniqueId());
        assertThat(asked.getLast().parameters().toString())
                .contains("StatusType:Deprecated", "urn:ihe:iti:bppc:2007^^")
                .doesNotContain("StatusType:Approved");
        errors = List.of(XdsError.of(ErrorCode.XDSTooManyResults, "more"));
        assertThatThrownBy(() -> registry.of(MARY, CALLER)).hasMessageContaining("XDSTooManyResults");
        assertThatThrownBy(() -> registry.withdrawn(MARY, CALLER)).hasMessageContaining("XDSTooManyResults");
    }
}
