package dev.xdsi.registry.update;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.submission.Kept;
import dev.xdsi.registry.update.Operation.NewAssociation;
import dev.xdsi.registry.update.Operation.NewStatus;
import dev.xdsi.registry.update.Operation.NewVersion;
import java.util.Optional;

/** How much a transaction may update. */
public enum Extent {
    /** Update Document Set [ITI-57]: everything. */
    FULL {
        @Override
        Optional<XdsError> fault(Operation operation) {
            return Optional.empty();
        }
    },
    /** Restricted Update Document Set [ITI-92]: what DocumentEntries say, and nothing of what hangs on them (ITI TF-2: 3.92.4.1.2). */
    RESTRICTED {
        @Override
        Optional<XdsError> fault(Operation operation) {
            return switch (operation) {
                case NewVersion version
                when Kept.isFolder(version.object()) ->
                    refused(operation, ErrorCode.XDSObjectTypeError, "a restricted update is of DocumentEntries only");
                case NewVersion version
                when !version.propagated() ->
                    refused(
                            operation,
                            ErrorCode.XDSMetadataAnnotationError,
                            "AssociationPropagation of a restricted update must not be no");
                case NewVersion version -> Optional.empty();
                case NewStatus status ->
                    refused(
                            operation,
                            ErrorCode.XDSMetadataUpdateOperationError,
                            "a restricted update changes no availabilityStatus");
                case NewAssociation association ->
                    refused(
                            operation,
                            ErrorCode.XDSMetadataUpdateOperationError,
                            "a restricted update submits no Association");
            };
        }
    };

    /** What stands against the operation. */
    abstract Optional<XdsError> fault(Operation operation);

    private static Optional<XdsError> refused(Operation operation, ErrorCode code, String codeContext) {
        return Optional.of(XdsError.of(code, codeContext, operation.location()));
    }
}
