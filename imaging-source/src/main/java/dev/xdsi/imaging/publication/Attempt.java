package dev.xdsi.imaging.publication;

import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.manifest.Withdrawal;
import java.time.Instant;

/** How one attempt at publishing a study ended. */
public sealed interface Attempt {
    /** The manifest is registered, by this attempt or by one before it whose answer was lost. */
    record Registered(Manifest manifest, Instant at) implements Attempt {}

    /** The manifest that was registered is Deprecated, by this attempt or by one before it, and there is no other. */
    record Withdrawn(Withdrawal withdrawal, Instant at) implements Attempt {}

    /** There is nothing to be shared in what the study holds. */
    record NothingToShare(long coversChanges) implements Attempt {}

    /** The manifest that is registered says all that a new one would say. */
    record Unchanged(long coversChanges) implements Attempt {}

    /** A rule says that the study is not published. */
    record Withheld(long coversChanges, String rule) implements Attempt {}

    /** A rule says that the study is not published yet. */
    record Delayed(String rule, Instant notBefore) implements Attempt {}

    /** Not now. What was prepared stays and is sent again. */
    record Postponed(String error, Instant notBefore) implements Attempt {}

    /** Refused for what it says, and nothing came of it: all is decided anew. */
    record Rejected(String error, Instant notBefore) implements Attempt {}

    /** Someone has to do something first. */
    record Held(String reason) implements Attempt {}
}
