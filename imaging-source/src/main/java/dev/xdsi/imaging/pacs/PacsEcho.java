package dev.xdsi.imaging.pacs;

import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.AssociationRejected;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.RemoteEntity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Finds out by C-ECHO (PS3.7 9.1.5) whether the PACS is there, beside those who want to know, who are told what was found last. */
public final class PacsEcho {
    private static final Duration COUNTS_FOR = Duration.ofSeconds(30);

    private final ApplicationEntity self;
    private final RemoteEntity pacs;
    private final InstantSource clock;
    private final Executor beside;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Instant asked = Instant.MIN;
    private volatile @Nullable String found;

    /** Asks in threads of its own. */
    public PacsEcho(ApplicationEntity self, RemoteEntity pacs, InstantSource clock) {
        this(self, pacs, clock, Thread.ofVirtual().name("C-ECHO to the PACS")::start);
    }

    PacsEcho(ApplicationEntity self, RemoteEntity pacs, InstantSource clock, Executor beside) {
        this.self = self;
        this.pacs = pacs;
        this.clock = clock;
        this.beside = beside;
    }

    /** Why it is not there, as far as is known; null for nothing. Every half minute at most it is asked anew. */
    public @Nullable String attention() {
        Instant now = clock.instant();
        if (now.isAfter(asked.plus(COUNTS_FOR)) && asking.compareAndSet(false, true)) {
            asked = now;
            beside.execute(() -> {
                try {
                    found = ask();
                } finally {
                    asking.set(false);
                }
            });
        }
        return found;
    }

    private @Nullable String ask() {
        try (Association association = Association.open(self, pacs, PresentationContextPlan.verification())) {
            association.echo();
            return pacs.user() == null || association.userConfirmed() ? null : unknownUser();
        } catch (AssociationRejected rejected) {
            // One that knows no Verification is there all the same.
            return rejected.reject().isPresent() ? away(rejected) : null;
        } catch (IOException failed) {
            return away(failed);
        }
    }

    private String unknownUser() {
        return "the PACS takes associations without confirming user " + pacs.user()
                + " (imaging-source.pacs.user): it does not know"
                + " users, and what it gives it gives to anybody; leave the user out, or have it ask for one";
    }

    private String away(IOException why) {
        return "the PACS does not answer C-ECHO, and its images that are not in the cache cannot be given: "
                + why.getMessage();
    }
}
