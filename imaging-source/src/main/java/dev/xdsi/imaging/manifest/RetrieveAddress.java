package dev.xdsi.imaging.manifest;

import dev.xdsi.model.Oid;
import java.net.URI;

/**
 * Where the instances of a manifest can be had, by each of the ways that lead to them.
 *
 * @param aeTitle Retrieve AE Title (0008,0054)
 * @param locationUID Retrieve Location UID (0040,E011), the RepositoryUniqueId of RAD-69
 * @param wadoRs Retrieve URL (0008,1190), the base of RAD-107
 */
public record RetrieveAddress(String aeTitle, Oid locationUID, URI wadoRs) {}
