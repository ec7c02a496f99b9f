package dev.xdsi.consumer.discovery;

import dev.xdsi.consumer.initiating.PatientIds;
import dev.xdsi.consumer.iti55.DegreeOfMatch;
import dev.xdsi.consumer.iti55.KnownPatients;
import dev.xdsi.consumer.partner.PartnerException;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti55.PatientDiscoveryRequest;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse.Failed;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse.Found;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse.NotFound;
import dev.xdsi.transaction.iti55.PatientMatch;
import dev.xdsi.transaction.iti55.RequestedAttribute;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ids of our patients in other communities, found by Cross Gateway Patient Discovery [ITI-55] when they are first needed (ITI TF-1:
 * 27). What a community answers is remembered for a while, as long as the patient stays described as he was; that it did not answer is not. An id is taken only where the community is sure
 * enough, names one patient, and says nothing of him that contradicts what we know.
 */
public final class DiscoveredPatientIds implements PatientIds {
    private static final Logger LOG = LoggerFactory.getLogger(DiscoveredPatientIds.class);

    private final HomeCommunityId us;
    private final KnownPatients patients;
    private final Function<HomeCommunityId, Optional<DiscoveryPartner>> partners;
    private final Memory memory;
    private final Supplier<String> queryIds;

    /** Where answers are kept, for how long, and by which clock. */
    public record Memory(Correlations correlations, DiscoverySettings settings, InstantSource clock) {}

    /**
     * Ids for an Initiating Gateway.
     *
     * @param us the community that asks
     * @param partners whom to ask about a community; empty where it takes no part in patient discovery
     */
    public DiscoveredPatientIds(
            HomeCommunityId us,
            KnownPatients patients,
            Function<HomeCommunityId, Optional<DiscoveryPartner>> partners,
            Memory memory,
            Supplier<String> queryIds) {
        this.us = us;
        this.patients = patients;
        this.partners = partners;
        this.memory = memory;
        this.queryIds = queryIds;
    }

    @Override
    public Optional<PatientId> idOf(PatientId local, HomeCommunityId community, Caller caller) {
        return patients.patient(local).flatMap(patient -> {
            Correlation remembered = remembered(patient, community, caller);
            return remembered != null
                    ? Optional.ofNullable(remembered.theirs())
                    : partners.apply(community).flatMap(partner -> learnt(patient, partner, caller));
        });
    }

    /** Asked and remembered is by the id of the patient himself, not by one that was merged into it. */
    private @Nullable Correlation remembered(Patient patient, HomeCommunityId community, Caller caller) {
        return memory.correlations()
                .find(patient.id(), community, memory.clock().instant())
                .filter(correlation -> correlation.basis().equals(basis(patient, correlation.theirs(), caller)))
                .orElse(null);
    }

    private static Basis basis(Patient patient, @Nullable PatientId theirs, Caller caller) {
        return theirs != null ? Basis.of(patient.demographics()) : Basis.of(patient.demographics(), caller.user());
    }

    /** The patient of ours whom the community was found to mean by an id of its own; empty where that is nobody or not clear. */
    Optional<PatientId> ourIdOf(PatientId theirs, HomeCommunityId community) {
        List<PatientId> ours = memory
                .correlations()
                .withId(theirs, community, memory.clock().instant())
                .stream()
                .flatMap(correlation -> asHeWas(correlation).stream())
                .distinct()
                .toList();
        return ours.size() == 1 ? Optional.of(ours.getFirst()) : Optional.empty();
    }

    /** Whose demographics were corrected since, or who became another patient by a merge, may not be who was found. */
    private Optional<PatientId> asHeWas(Correlation correlation) {
        return patients.patient(correlation.local())
                .filter(patient -> correlation.basis().equals(Basis.of(patient.demographics())))
                .map(Patient::id);
    }

    private Optional<PatientId> learnt(Patient patient, DiscoveryPartner partner, Caller caller) {
        Instant now = memory.clock().instant();
        Optional<PatientId> theirs = discover(patient, partner, caller);
        if (theirs.isPresent() || !isEmergency(caller)) {
            Duration time = theirs.isPresent()
                    ? memory.settings().found()
                    : memory.settings().notFound();
            PatientId found = theirs.orElse(null);
            memory.correlations()
                    .remember(
                            new Correlation(
                                    patient.id(),
                                    partner.community(),
                                    found,
                                    basis(patient, found, caller),
                                    now.plus(time)),
                            now);
        }
        return theirs;
    }

    /** In an emergency a patient may be made known at any moment, and the community must be asked each time. */
    private static boolean isEmergency(Caller caller) {
        Caller.User user = caller.user();
        return user != null && user.intent().emergencyReason() != null;
    }

    private Optional<PatientId> discover(Patient patient, DiscoveryPartner partner, Caller caller) {
        Demographics known = patient.demographics();
        Demographics usual = new Demographics(known.names(), known.birthTime(), known.sex(), List.of(), List.of());
        PatientDiscoveryResponse answer = ask(patient, usual, partner, caller);
        if (answer instanceof NotFound notFound && has(known, notFound.wanted())) {
            answer = ask(patient, known, partner, caller);
        }
        return switch (answer) {
            case Failed failed ->
                throw new PartnerException("Patient discovery at " + partner.community() + " answered "
                        + failed.issue().code() + ".");
            case NotFound nobody -> Optional.empty();
            case Found found -> theOne(found.matches(), patient, partner);
        };
    }

    /** Nobody is told where a patient lives who does not need it to tell him from others. */
    private static boolean has(Demographics known, Set<RequestedAttribute> wanted) {
        return (wanted.contains(RequestedAttribute.ADDRESS)
                        && !known.addresses().isEmpty())
                || (wanted.contains(RequestedAttribute.TELECOM)
                        && !known.telecoms().isEmpty());
    }

    private PatientDiscoveryResponse ask(Patient patient, Demographics told, DiscoveryPartner partner, Caller caller) {
        PatientDiscoveryRequest request = new PatientDiscoveryRequest(
                queryIds.get(), us, partner.community(), List.of(patient.id()), told, PatientDiscoveryRequest.MOST);
        return partner.ask(request, caller, memory.settings().patience());
    }

    private Optional<PatientId> theOne(List<PatientMatch> matches, Patient patient, DiscoveryPartner partner) {
        List<PatientId> believed = matches.stream()
                .filter(match -> match.community().equals(partner.community()) && partner.mayName(match.id()))
                .filter(match -> match.degree() >= memory.settings().confidence())
                .filter(match -> !DegreeOfMatch.contradict(patient.demographics(), match.demographics()))
                .map(PatientMatch::id)
                .distinct()
                .toList();
        if (believed.size() != 1) {
            LOG.info(
                    "Of {} patients that community {} named, {} could be the one who was meant: none is taken",
                    matches.size(),
                    partner.community(),
                    believed.size());
        }
        return believed.size() == 1 ? Optional.of(believed.getFirst()) : Optional.empty();
    }
}
