package dev.xdsi.model;

import java.util.Optional;

/**
 * Every {@code RegistryError/@errorCode} of the XDS family, spelled as on the wire (ITI TF-3: Table 4.2.4.1-2, and the
 * supplements for metadata update, removal and cross-community document provide).
 */
public enum ErrorCode {
    DocumentQueued,
    FHIRDocumentNotSupported,
    InvalidDocumentContent,
    LocalPolicyRestrictionError,
    PartialAppendContentNotProcessed,
    PartialFolderContentNotProcessed,
    PartialRelationshipContentNotProcessed,
    PartialReplaceContentNotProcessed,
    PartialTransformNotProcessed,
    PartialTransformReplaceNotProcessed,
    ReferencesExistException,
    TranscodingError,
    UnavailableRecipient,
    UnknownRecipient,
    UnmodifiableMetadataError,
    UnresolvedReferenceException,
    XDSDocumentUniqueIdError,
    XDSDuplicateUniqueIdInRegistry,
    XDSExtraMetadataNotSaved,
    XDSInvalidRequestException,
    XDSMetadataAnnotationError,
    XDSMetadataIdentifierError,
    XDSMetadataUpdateError,
    XDSMetadataUpdateOperationError,
    XDSMetadataVersionError,
    XDSMissingDocument,
    XDSMissingDocumentMetadata,
    XDSMissingHomeCommunityId,
    XDSNonIdenticalHash,
    XDSNonIdenticalSize,
    XDSObjectTypeError,
    XDSPatientIDReconciliationError,
    XDSPatientIdDoesNotMatch,
    XDSRegistryBusy,
    XDSRegistryDeprecatedDocumentError,
    XDSRegistryDuplicateUniqueIdInMessage,
    XDSRegistryError,
    XDSRegistryMetadataError,
    XDSRegistryNotAvailable,
    XDSRegistryOutOfResources,
    XDSRemoveDocumentsError,
    /** Deprecated by the standard: understood, never sent. */
    XDSReplaceFailed,
    XDSRepositoryBusy,
    XDSRepositoryDuplicateUniqueIdInMessage,
    XDSRepositoryError,
    XDSRepositoryMetadataError,
    XDSRepositoryOutOfResources,
    XDSResultNotSinglePatient,
    XDSStoredQueryMissingParam,
    XDSStoredQueryParamNumber,
    XDSTooManyResults,
    XDSUnavailableCommunity,
    XDSUnknownCommunity,
    XDSUnknownPatientId,
    XDSUnknownRepositoryId,
    XDSUnknownStoredQuery,
    XDSUnreferencedObjectException,
    /** Sent by test simulators only: understood, never sent. */
    XDSIRequestError,
    /** Sent by test simulators only: understood, never sent. */
    XDSIUnknownIdsUid;

    /** The code as a partner wrote it; empty when no specification that we know has it. */
    public static Optional<ErrorCode> ofWire(String errorCode) {
        for (ErrorCode code : values()) {
            if (code.name().equals(errorCode)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }

    /** Whether this gateway may answer with the code. */
    public boolean isSent() {
        return this != XDSReplaceFailed && this != XDSIRequestError && this != XDSIUnknownIdsUid;
    }
}
