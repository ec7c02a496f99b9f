package dev.xdsi.imaging.publication;

import dev.xdsi.imaging.manifest.Manifest;
import java.time.Instant;

/** How one attempt at publishing a study ended. */
public sealed interface Attempt {
    /** The manifest is registered, by this attempt or by one before it whose answer was lost. */
    record Registered(Manifest manifest, Instant at) implements Attempt {}

    /** There is nothing to be shared in what the study holds. */
    record NothingToShare(long coversChanges) implements Attempt {}

    /** Not now. The prepared manifest stays and is sent again. */
    record Postponed(String error, Instant notBefore) implements Attempt {}

    /** Refused for what it says, and nothing was registered: a new manifest will be made. */
    record Rejected(String error, Instant notBefore) implements Attempt {}

    /** Someone has to do something first. */
    record Held(String reason) implements Attempt {}
}
