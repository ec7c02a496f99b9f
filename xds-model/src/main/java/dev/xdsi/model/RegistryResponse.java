package dev.xdsi.model;

import dev.xdsi.model.XdsError.Severity;
import java.util.List;

/** {@code rs:RegistryResponse}: how a request ended, with its errors and warnings (ITI TF-3: 4.2.4). */
public record RegistryResponse(Status status, List<XdsError> errors) {
    public static final RegistryResponse SUCCESS = new RegistryResponse(Status.SUCCESS, List.of());

    public RegistryResponse {
        errors = List.copyOf(errors);
    }

    /** The one place where errors become a status: warnings alone leave a Success (ITI TF-3: 4.2.4.2). */
    public static RegistryResponse of(List<XdsError> errors, boolean hasResults) {
        boolean failed = errors.stream().anyMatch(error -> error.severity() == Severity.ERROR);
        Status status = !failed ? Status.SUCCESS : hasResults ? Status.PARTIAL_SUCCESS : Status.FAILURE;
        return new RegistryResponse(status, errors);
    }

    /** For submissions, which know no PartialSuccess: any error is a Failure. */
    public static RegistryResponse ofSubmission(List<XdsError> errors) {
        return of(errors, false);
    }

    /** {@code RegistryResponse/@status}. */
    public enum Status {
        SUCCESS("urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success"),
        PARTIAL_SUCCESS("urn:ihe:iti:2007:ResponseStatusType:PartialSuccess"),
        FAILURE("urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Failure");

        private final String urn;

        Status(String urn) {
            this.urn = urn;
        }

        public String urn() {
            return urn;
        }
    }
}
