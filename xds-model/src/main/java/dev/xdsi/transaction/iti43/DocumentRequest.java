package dev.xdsi.transaction.iti43;

import org.jspecify.annotations.Nullable;

/**
 * One document asked for, as written by the caller (ITI TF-2: 3.43.4.1.2).
 *
 * @param homeCommunityId {@code urn:oid:…}, mandatory only across communities
 * @param repositoryUniqueId OID of the repository; in RAD-69 the Retrieve Location UID (0040,E011) of the manifest
 * @param documentUniqueId DocumentEntry.uniqueId; in RAD-69 the SOP Instance UID
 */
public record DocumentRequest(@Nullable String homeCommunityId, String repositoryUniqueId, String documentUniqueId) {}
