package dev.xdsi.imaging.publication;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Oid;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What the answer to a submission means for the next attempt. */
public record Answer(RegistryResponse response) {
    /** Failures that say nothing about the submission: it may succeed later, or have succeeded already. */
    private static final Set<ErrorCode> PASSING = Set.of(
            ErrorCode.XDSRegistryNotAvailable,
            ErrorCode.XDSRegistryBusy,
            ErrorCode.XDSRepositoryBusy,
            ErrorCode.XDSRegistryOutOfResources,
            ErrorCode.XDSRepositoryOutOfResources,
            ErrorCode.XDSRegistryError,
            ErrorCode.XDSRepositoryError);

    /** How registries say that they know a SubmissionSet: of ITI-42, and of ITI-57. */
    private static final Set<ErrorCode> KNOWN =
            Set.of(ErrorCode.XDSDuplicateUniqueIdInRegistry, ErrorCode.XDSMetadataIdentifierError);

    /** Done by this request. */
    public boolean isSuccess() {
        return response.status() == RegistryResponse.Status.SUCCESS;
    }

    /** Done by this request or, where one was sent before whose answer was lost, by that: nobody else has the SubmissionSet's id. */
    public boolean isDone(Oid submissionSetUniqueId, int sendsBefore) {
        return isSuccess()
                || (sendsBefore > 0
                        && response.errors().stream()
                                .filter(error -> KNOWN.contains(error.errorCode()))
                                .anyMatch(error -> error.codeContext().contains(submissionSetUniqueId.value())));
    }

    /**
     * The entry was not Approved when it should have become Deprecated (ITI TF-2: 3.57.4.1.3.3.2): somebody, an administrator or who
     * replaced it, was faster.
     */
    public boolean saysDeprecatedAlready() {
        List<XdsError> errors = response.errors().stream()
                .filter(error -> error.severity() == XdsError.Severity.ERROR)
                .toList();
        return !errors.isEmpty()
                && errors.stream()
                        .allMatch(error -> error.errorCode() == ErrorCode.XDSMetadataUpdateError
                                && error.codeContext().toLowerCase(Locale.ROOT).contains("originalstatus"));
    }

    /** Whether none of them says that the submission itself is wrong. */
    public boolean isPassing() {
        return response.errors().stream()
                .filter(error -> error.severity() == XdsError.Severity.ERROR)
                .allMatch(error -> PASSING.contains(error.errorCode()));
    }

    /** All of them, in words. */
    public String errors() {
        return response.errors().stream()
                .map(error -> error.errorCode() + ": " + error.codeContext())
                .collect(Collectors.joining("; "));
    }
}
