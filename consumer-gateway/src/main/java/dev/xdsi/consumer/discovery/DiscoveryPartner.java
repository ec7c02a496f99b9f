package dev.xdsi.consumer.discovery;

import dev.xdsi.consumer.partner.PartnerException;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti55.PatientDiscoveryRequest;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A community that is asked who a patient is, and what that may cost: no more than some time, and no more than some questions at once,
 * of which those that were given up go on until their connection ends.
 */
public final class DiscoveryPartner {
    private final HomeCommunityId community;
    private final @Nullable Oid authority;
    private final Transaction<PatientDiscoveryRequest, PatientDiscoveryResponse> discovery;
    private final Semaphore places;

    /** @param authority of the ids by which the community knows its patients, where it was agreed on */
    public DiscoveryPartner(
            HomeCommunityId community,
            @Nullable Oid authority,
            Transaction<PatientDiscoveryRequest, PatientDiscoveryResponse> discovery,
            int atOnce) {
        this.community = community;
        this.authority = authority;
        this.discovery = discovery;
        this.places = new Semaphore(atOnce);
    }

    HomeCommunityId community() {
        return community;
    }

    boolean mayName(PatientId id) {
        return authority == null || authority.equals(id.assigningAuthority());
    }

    /** What it answers; a {@link PartnerException} where it does not, which says nothing about the patient. */
    PatientDiscoveryResponse ask(PatientDiscoveryRequest request, Caller caller, Duration patience) {
        if (!places.tryAcquire()) {
            throw new PartnerException(
                    "Patient discovery at " + community + " has not answered earlier questions yet.");
        }
        CompletableFuture<PatientDiscoveryResponse> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("discovery-" + community).start(() -> {
            Runnable told;
            try {
                PatientDiscoveryResponse response = discovery.perform(request, caller);
                told = () -> answer.complete(response);
            } catch (RuntimeException failed) {
                told = () -> answer.completeExceptionally(failed);
            } finally {
                // Before the answer is told: who has it may ask the next question at once.
                places.release();
            }
            told.run();
        });
        return await(answer, patience);
    }

    private PatientDiscoveryResponse await(CompletableFuture<PatientDiscoveryResponse> answer, Duration patience) {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw new PartnerException(
                    "Patient discovery at " + community + " took longer than " + patience + ".", slow);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof PartnerException known) {
                throw known;
            }
            throw new PartnerException("Patient discovery at " + community + " failed.", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PartnerException("Patient discovery at " + community + " was given up.", interrupted);
        }
    }
}
