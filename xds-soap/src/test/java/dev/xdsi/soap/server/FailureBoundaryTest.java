package dev.xdsi.soap.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.transaction.Caller;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FailureBoundaryTest {
    private static final UUID ERROR_ID = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
    private final FailureBoundary boundary =
            new FailureBoundary(ErrorCode.XDSRepositoryError, "the repository", () -> ERROR_ID);

    @Test
    void tellsThePartnerAnIdAndNothingOfTheReason() {
        XdsError error = boundary.<String, XdsError>around(
                        (request, caller) -> {
                            throw new IllegalStateException("table repository.document is gone");
                        },
                        failure -> failure)
                .perform("request", Caller.self("test"));

        assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSRepositoryError);
        assertThat(error.codeContext()).contains(ERROR_ID.toString()).doesNotContain("table");
    }

    @Test
    void leavesAnAnswerAlone() {
        assertThat(boundary.<String, String>around((request, caller) -> request + "!", XdsError::codeContext)
                        .perform("well", Caller.self("test")))
                .isEqualTo("well!");
    }
}
