package dev.xdsi.model.rules;

import dev.xdsi.model.ErrorCode;

/**
 * Who judges what: the standard gives the two sides of a submission, and the transactions of a registry, different error codes and
 * different required attributes.
 */
public enum Side {
    /** The Document Repository, on what a Document Source sent (ITI-41). */
    REPOSITORY(ErrorCode.XDSRepositoryMetadataError, ErrorCode.XDSRepositoryDuplicateUniqueIdInMessage),
    /** The Document Registry, on what a Document Repository sent (ITI-42). */
    REGISTRY(ErrorCode.XDSRegistryMetadataError, ErrorCode.XDSRegistryDuplicateUniqueIdInMessage),
    /** The Document Registry, on what an On-Demand Document Source sent (ITI-61). */
    REGISTRY_ON_DEMAND(ErrorCode.XDSRegistryMetadataError, ErrorCode.XDSRegistryDuplicateUniqueIdInMessage),
    /** The Document Registry, on new versions of what it knows (ITI-57, ITI-92). */
    REGISTRY_UPDATE(ErrorCode.XDSMetadataUpdateError, ErrorCode.XDSMetadataUpdateError);

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
