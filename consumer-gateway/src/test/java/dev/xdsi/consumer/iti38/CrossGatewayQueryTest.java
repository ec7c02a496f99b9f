package dev.xdsi.consumer.iti38;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.Oid;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Header;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossGatewayQueryTest {
    private static final HomeCommunityId OURS = new HomeCommunityId(new Oid("1.2.3"));
    private static final String THEIRS = "urn:oid:1.2.4";
    private static final SlotDraft PATIENT = SlotDraft.of("$XDSDocumentEntryPatientId", "'1^^^&1.9&ISO'");
    private static final SlotDraft UUID = SlotDraft.of("$XDSDocumentEntryEntryUUID", "('urn:uuid:1')");

    private final List<StoredQueryRequest> asked = new ArrayList<>();
    private StoredQueryResponse registryAnswers = StoredQueryResponse.failure(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {"$XDSDocumentEntryPatientId", "$XDSSubmissionSetPatientId", "$XDSFolderPatientId", "$patientId"})
    void aQueryByPatientNeedsNoHome(String parameter) {
        assertThat(answer(null, SlotDraft.of(parameter, "'1^^^&1.9&ISO'")).errors())
                .isEmpty();
        assertThat(asked).hasSize(1);
    }

    @Test
    void aQueryWithoutPatientNeedsTheHome() {
        assertThat(answer(null, UUID).errors()).singleElement().satisfies(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSMissingHomeCommunityId);
            assertThat(error.location()).isEqualTo(OURS.urn());
        });
        assertThat(asked).isEmpty();
        assertThat(answer(OURS.urn(), UUID).errors()).isEmpty();
    }

    @Test
    void theHomeOfAnotherCommunityIsUnknownHere() {
        assertThat(answer(THEIRS, PATIENT).errors()).singleElement().satisfies(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSUnknownCommunity);
            assertThat(error.codeContext()).contains(THEIRS);
            assertThat(error.location()).isEqualTo(OURS.urn());
        });
        assertThat(asked).isEmpty();
    }

    @Test
    void everyObjectAndReferenceSaysThatItIsOurs() {
        registryAnswers = new StoredQueryResponse(
                List.of(object(Kind.ExtrinsicObject, null), object(Kind.RegistryPackage, THEIRS)),
                List.of(new ObjectRef("urn:uuid:2", null)),
                List.of());

        StoredQueryResponse answer = answer(null, PATIENT);

        assertThat(answer.objects())
                .extracting(object -> object.header().home())
                .containsExactly(OURS.urn(), OURS.urn());
        assertThat(answer.refs()).containsExactly(new ObjectRef("urn:uuid:2", OURS.urn()));
    }

    @Test
    void everyErrorSaysThatItIsOursAndKeepsTheResults() {
        registryAnswers = new StoredQueryResponse(
                List.of(object(Kind.ExtrinsicObject, null)),
                List.of(),
                List.of(XdsError.of(ErrorCode.XDSRegistryError, "half of it", "somewhere")));

        StoredQueryResponse answer = answer(OURS.urn(), PATIENT);

        assertThat(answer.outcome().status()).isEqualTo(Status.PARTIAL_SUCCESS);
        assertThat(answer.errors()).containsExactly(XdsError.of(ErrorCode.XDSRegistryError, "half of it", OURS.urn()));
    }

    private StoredQueryResponse answer(@Nullable String home, SlotDraft parameter) {
        var gateway = new CrossGatewayQuery(OURS, (request, caller) -> {
            asked.add(request);
            return registryAnswers;
        });
        return gateway.perform(
                new StoredQueryRequest("urn:uuid:0", ReturnType.LeafClass, home, List.of(parameter)),
                Caller.self("test"));
    }

    private static RegistryObjectDraft object(Kind kind, @Nullable String home) {
        return new RegistryObjectDraft(
                kind,
                new Header("urn:uuid:1", null, home, null, null, null, null),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null);
    }
}
