package dev.xdsi.imaging.commitment;

import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.NormalizedOperation;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.commitment.CommitmentStore.Attempt;
import dev.xdsi.imaging.partner.ImagingPartners;
import dev.xdsi.imaging.publication.Publisher.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports what is committed to those who asked, one after the other, until it is stopped: by N-EVENT-REPORT on an association that this
 * side opens as the SCP (PS3.4 J.3.3). Who cannot be reached is tried again, later and later, for a day.
 */
public final class Commitments implements CommitmentStore.Work {
    private static final Logger LOG = LoggerFactory.getLogger(Commitments.class);
    private static final Duration PATIENCE = Duration.ofHours(24);
    private static final PresentationContextPlan PLAN = PresentationContextPlan.of(List.of(
                    new Pair(UID.StorageCommitmentPushModel, UID.ExplicitVRLittleEndian),
                    new Pair(UID.StorageCommitmentPushModel, UID.ImplicitVRLittleEndian)))
            .asPerformer();

    private final CommitmentStore store;
    private final CommitmentReport reports;
    private final Supplier<ImagingPartners> partners;
    private final ApplicationEntity self;
    private final Timing timing;
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private final Semaphore wakings = new Semaphore(0);
    private volatile boolean stopping;

    public Commitments(
            CommitmentStore store,
            InstanceArchive archive,
            Supplier<ImagingPartners> partners,
            ApplicationEntity self,
            Timing timing) {
        this.store = store;
        this.reports = new CommitmentReport(archive, self.title().value());
        this.partners = partners;
        this.self = self;
        this.timing = timing;
    }

    public void start() {
        Thread started = Thread.ofPlatform().name("commitments").daemon().unstarted(this::run);
        if (!thread.compareAndSet(null, started)) {
            throw new IllegalStateException("reports are sent already");
        }
        started.start();
    }

    /** Lets the report that is under way come to its end, within the grace period. */
    public void stop(Duration grace) throws InterruptedException {
        stopping = true;
        wake();
        Thread running = thread.get();
        if (running != null && !running.join(grace)) {
            running.interrupt();
        }
    }

    /** Looks for requests now and not only when it is time to look again. */
    public void wake() {
        wakings.release();
    }

    private void run() {
        try {
            while (!stopping) {
                wakings.drainPermits();
                if (!reportNext() && !stopping) {
                    wakings.tryAcquire(timing.schedule().poll().toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean reportNext() {
        try {
            return store.workOnNext(timing.clock().instant(), this);
        } catch (RuntimeException failure) {
            LOG.error("cannot look for requests for storage commitment", failure);
            return false;
        }
    }

    @Override
    public Attempt attempt(CommitmentRequest request, int failures, Duration waiting) {
        String trouble;
        try {
            trouble = report(request);
        } catch (IOException | RuntimeException failure) {
            trouble = String.valueOf(failure.getMessage());
        }
        if (trouble.isEmpty()) {
            return new Attempt.Over();
        }
        boolean last = waiting.compareTo(PATIENCE) > 0;
        LOG.warn(
                "{} was not told what is committed of {}{}: {}",
                request.requester(),
                request.transactionUID(),
                last ? ", and will not be" : "",
                trouble);
        return last ? new Attempt.Over() : new Attempt.Postponed(timing.retryAfter(failures));
    }

    /** What went wrong; empty when the report was taken. */
    private String report(CommitmentRequest request) throws IOException {
        Optional<RemoteEntity> destination =
                partners.get().destination(request.requester().value());
        if (destination.isEmpty()) {
            return "the partners file has no send-to for it any longer";
        }
        NormalizedOperation report = reports.of(request);
        Association association = Association.open(self, destination.get(), PLAN);
        try {
            Status status = association.invoke(report);
            return status.isSuccess() || status.isWarning() ? "" : "it answered " + status;
        } finally {
            release(association, request);
        }
    }

    /** What was told was told, also where the peer does not say good-bye. */
    private static void release(Association association, CommitmentRequest request) {
        try {
            association.close();
        } catch (IOException unreleased) {
            LOG.warn("{} did not release the association: {}", request.requester(), unreleased.getMessage());
        }
    }
}
