package dev.xdsi.imaging.publication;

import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import org.jspecify.annotations.Nullable;

/**
 * A study whose time has come.
 *
 * @param changes how much of it there is, by the count of the archive
 * @param failures attempts in a row that did not succeed
 * @param link the affinity domain's patient that someone named for it
 * @param prepared the manifest of an earlier attempt whose fate is not known
 * @param published the entry of the manifest that is registered now
 */
public record DueStudy(
        Oid study,
        long changes,
        int failures,
        @Nullable PatientId link,
        @Nullable PreparedManifest prepared,
        @Nullable EntryUuid published) {

    /**
     * A manifest that exists, but is not known to be registered.
     *
     * @param sends how many times it may have been sent
     */
    public record PreparedManifest(Manifest manifest, int sends) {}
}
