package dev.xdsi.model.rules;

import dev.xdsi.model.ErrorCode;

/** Who judges: the standard gives the two sides of a submission different error codes and different required attributes. */
public enum Side {
    /** The Document Repository, on what a Document Source sent (ITI-41). */
    REPOSITORY(ErrorCode.XDSRepositoryMetadataError, ErrorCode.XDSRepositoryDuplicateUniqueIdInMessage),
    /** The Document Registry, on what a Document Repository sent (ITI-42). */
    REGISTRY(ErrorCode.XDSRegistryMetadataError, ErrorCode.XDSRegistryDuplicateUniqueIdInMessage);

    private final ErrorCode metadataError;
    private final ErrorCode duplicateUniqueId;

    Side(ErrorCode metadataError, ErrorCode duplicateUniqueId) {
        this.metadataError = metadataError;
        this.duplicateUniqueId = duplicateUniqueId;
    }

    public ErrorCode metadataError() {
        return metadataError;
    }

    public ErrorCode duplicateUniqueId() {
        return duplicateUniqueId;
    }
}
