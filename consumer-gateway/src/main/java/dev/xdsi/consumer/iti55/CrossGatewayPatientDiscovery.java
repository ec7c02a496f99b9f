package dev.xdsi.consumer.iti55;

import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.disclosure.Resource;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Address;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti55.PatientDiscoveryRequest;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse.Found;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse.NotFound;
import dev.xdsi.transaction.iti55.PatientMatch;
import dev.xdsi.transaction.iti55.RequestedAttribute;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cross Gateway Patient Discovery [ITI-55], the Responding Gateway's side (ITI TF-2: 3.55.4.1.3): names the one patient who is meant, or
 * nobody. Where several could be meant none is named; more demographics are asked for, if any could tell them apart. A patient who may
 * not be asked about is as good as unknown.
 */
public final class CrossGatewayPatientDiscovery
        implements Transaction<PatientDiscoveryRequest, PatientDiscoveryResponse> {
    private static final String NUMBER = "ITI-55";
    private static final int MOST_CANDIDATES = 50;

    private final KnownPatients patients;
    private final ConsentDecisionPoint consent;
    private final HomeCommunityId us;

    /** @param us the community whose patients these are */
    public CrossGatewayPatientDiscovery(KnownPatients patients, ConsentDecisionPoint consent, HomeCommunityId us) {
        this.patients = patients;
        this.consent = consent;
        this.us = us;
    }

    private record Meant(Patient patient, int degree) {}

    @Override
    public PatientDiscoveryResponse perform(PatientDiscoveryRequest request, Caller caller) {
        ConsentDecisionPoint.View view = consent.viewOf(caller, NUMBER);
        List<Meant> meant = meant(request).stream()
                .filter(one ->
                        view.mayAskAbout(Resource.ofPatient(one.patient().id())).isPermitted())
                .toList();
        Demographics asked = request.demographics();
        List<Meant> told = meant.size() > 1 ? toldApart(meant, asked) : meant;
        if (told.size() == 1) {
            return new Found(List.of(match(told.getFirst(), asked)));
        }
        return told.isEmpty() ? NotFound.NOBODY : new NotFound(wanted(asked));
    }

    /** Everybody who matches well enough, each once: by an id that is his, or by name, birthday and sex. */
    private List<Meant> meant(PatientDiscoveryRequest request) {
        Demographics asked = request.demographics();
        Map<PatientId, Meant> meant = new LinkedHashMap<>();
        for (PatientId id : request.ids()) {
            patients.patient(id)
                    .filter(patient -> !DegreeOfMatch.contradict(asked, patient.demographics()))
                    .ifPresent(patient -> meant.put(patient.id(), new Meant(patient, DegreeOfMatch.CERTAIN)));
        }
        if (!asked.names().isEmpty() && asked.birthTime() != null) {
            for (Patient patient : patients.candidates(asked, MOST_CANDIDATES)) {
                int degree = DegreeOfMatch.of(asked, patient.demographics());
                if (degree >= DegreeOfMatch.MATCH) {
                    meant.putIfAbsent(patient.id(), new Meant(patient, degree));
                }
            }
        }
        return List.copyOf(meant.values());
    }

    /** Who has the address or telephone number that was asked for, if that is one of them. */
    private static List<Meant> toldApart(List<Meant> meant, Demographics asked) {
        List<Meant> told = meant.stream()
                .filter(one -> sharesContact(one.patient().demographics(), asked))
                .toList();
        return told.size() == 1 ? told : meant;
    }

    private static boolean sharesContact(Demographics known, Demographics asked) {
        return known.telecoms().stream().anyMatch(asked.telecoms()::contains)
                || known.addresses().stream().anyMatch(address -> isAsked(address, asked));
    }

    private static boolean isAsked(Address address, Demographics asked) {
        return asked.addresses().stream().anyMatch(other -> Disclosed.isSamePlace(address, other));
    }

    private static Set<RequestedAttribute> wanted(Demographics asked) {
        Set<RequestedAttribute> wanted = EnumSet.noneOf(RequestedAttribute.class);
        if (asked.sex() == null) {
            wanted.add(RequestedAttribute.SEX);
        }
        if (asked.addresses().isEmpty()) {
            wanted.add(RequestedAttribute.ADDRESS);
        }
        if (asked.telecoms().isEmpty()) {
            wanted.add(RequestedAttribute.TELECOM);
        }
        return wanted;
    }

    private PatientMatch match(Meant one, Demographics asked) {
        return new PatientMatch(
                one.patient().id(), us, Disclosed.of(one.patient().demographics(), asked), one.degree());
    }
}
