package dev.xdsi.repository.iti42;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a repository may rely on, whichever way it reaches its registry. */
public interface RegisterDocumentSetContract {

    /** The way to a registry that performs {@code registry}. */
    Transaction<RegisterDocumentSetRequest, RegistryResponse> to(
            Transaction<RegisterDocumentSetRequest, RegistryResponse> registry);

    @Test
    default void theSubmissionArrivesAsItWasSent() {
        List<SubmissionDraft> arrived = new ArrayList<>();
        SubmissionDraft sent = Submissions.ofOneManifest("a");

        RegistryResponse response = to((request, caller) -> {
                    arrived.add(request.submission());
                    return RegistryResponse.SUCCESS;
                })
                .perform(new RegisterDocumentSetRequest(sent), Caller.self("repository"));

        assertThat(response).isEqualTo(RegistryResponse.SUCCESS);
        assertThat(arrived).hasSize(1);
        assertThat(arrived.getFirst().objects()).containsExactlyInAnyOrderElementsOf(sent.objects());
    }

    @Test
    default void errorsComeBackWordForWord() {
        RegistryResponse rejected = RegistryResponse.ofSubmission(List.of(
                XdsError.of(ErrorCode.XDSUnknownPatientId, "MARY-1 & <nobody> else", "urn:uuid:x"),
                XdsError.of(ErrorCode.XDSRegistryMetadataError, "languageCode is missing"),
                XdsError.warning(ErrorCode.XDSExtraMetadataNotSaved, "urn:x")));

        assertThat(register(rejected)).isEqualTo(rejected);
    }

    @Test
    default void warningsComeBackWithSuccess() {
        RegistryResponse accepted =
                RegistryResponse.ofSubmission(List.of(XdsError.warning(ErrorCode.XDSExtraMetadataNotSaved, "urn:x")));

        assertThat(register(accepted)).isEqualTo(accepted);
    }

    private RegistryResponse register(RegistryResponse answer) {
        return to((request, caller) -> answer)
                .perform(new RegisterDocumentSetRequest(Submissions.ofOneManifest("a")), Caller.self("repository"));
    }
}
