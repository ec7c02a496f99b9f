package dev.xdsi.imaging.publication;

import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.manifest.Withdrawal;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A study whose time has come.
 *
 * @param changes how much of it there is, by the count of the archive
 * @param changedAt when the last instance came
 * @param failures attempts in a row that did not succeed
 * @param link the affinity domain's patient that someone named for it
 * @param unfinished what an earlier attempt began, whose fate is not known
 * @param published the manifest that is registered now; null where there was none, or the last was withdrawn
 */
public record DueStudy(
        Oid study,
        long changes,
        Instant changedAt,
        int failures,
        @Nullable PatientId link,
        @Nullable Unfinished unfinished,
        Withdrawal.@Nullable Standing published) {

    /** What was decided and may have been sent, so that it must come to its end before anything else is decided. */
    public sealed interface Unfinished {
        /** How many times it may have been sent. */
        int sends();
    }

    /** A manifest that exists, but is not known to be registered. */
    public record PreparedManifest(Manifest manifest, int sends) implements Unfinished {}

    /** A withdrawal of which it is not known that the registry heard of it. */
    public record PreparedWithdrawal(Withdrawal withdrawal, int sends) implements Unfinished {}
}
