package dev.xdsi.soap.hl7v3;

import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.iti44.PatientIdentityFeedRequest;
import dev.xdsi.transaction.iti44.PatientIdentityFeedRequest.Header;
import dev.xdsi.transaction.iti44.PatientIdentityFeedRequest.Interaction;
import dev.xdsi.wsdl.hl7v3.Communication;
import dev.xdsi.wsdl.hl7v3.ControlActProcess;
import dev.xdsi.wsdl.hl7v3.Device;
import dev.xdsi.wsdl.hl7v3.II;
import dev.xdsi.wsdl.hl7v3.Message;
import dev.xdsi.wsdl.hl7v3.PRPAIN201301UV02;
import dev.xdsi.wsdl.hl7v3.PRPAIN201302UV02;
import dev.xdsi.wsdl.hl7v3.PRPAIN201304UV02;
import dev.xdsi.wsdl.hl7v3.Patient;
import dev.xdsi.wsdl.hl7v3.PatientPerson;
import dev.xdsi.wsdl.hl7v3.PriorRegisteredRole;
import dev.xdsi.wsdl.hl7v3.PriorRegistration;
import dev.xdsi.wsdl.hl7v3.PriorSubject;
import dev.xdsi.wsdl.hl7v3.RegistrationEvent;
import dev.xdsi.wsdl.hl7v3.ReplacementOf;
import dev.xdsi.wsdl.hl7v3.Subject;
import dev.xdsi.wsdl.hl7v3.Subject1;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The messages of Patient Identity Feed HL7 V3 [ITI-44] (ITI TF-2: 3.44.4.1.2, 3.44.4.2.2). */
public final class PatientIdentityFeedCodec {
    private static final String NONE = "\"\"";
    private static final int MOST_IDS = 50;
    private static final int LONGEST_ID = 250;

    private PatientIdentityFeedCodec() {}

    public static PatientIdentityFeedRequest decode(PRPAIN201301UV02 added) {
        return decode(Interaction.ADDED, added, added.getControlActProcess());
    }

    public static PatientIdentityFeedRequest decode(PRPAIN201302UV02 revised) {
        return decode(Interaction.REVISED, revised, revised.getControlActProcess());
    }

    public static PatientIdentityFeedRequest decode(PRPAIN201304UV02 resolved) {
        return decode(Interaction.DUPLICATES_RESOLVED, resolved, resolved.getControlActProcess());
    }

    private static PatientIdentityFeedRequest decode(
            Interaction interaction, Message message, @Nullable ControlActProcess act) {
        Header header = header(message);
        RegistrationEvent event = registration(act);
        Patient patient = Optional.ofNullable(event.getSubject1())
                .map(Subject1::getPatient)
                .orElseThrow(() -> new UnreadableMessageException("the registrationEvent has no subject1/patient"));
        PatientPerson person = patient.getPatientPerson();
        try {
            return new PatientIdentityFeedRequest(
                    header,
                    interaction,
                    ids(Stream.concat(patient.getId().stream(), otherIds(person))),
                    event.getReplacementOf().stream()
                            .map(PatientIdentityFeedCodec::prior)
                            .toList(),
                    MatchCodec.demographics(person));
        } catch (IllegalArgumentException wrong) {
            throw new UnreadableMessageException("the patient is not usable: " + wrong.getMessage(), wrong);
        }
    }

    private static Header header(Message message) {
        String id = DataTypes.read(message.getId());
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw new UnreadableMessageException("a message needs an id of at most " + LONGEST_ID + " characters");
        }
        return new Header(
                device(message.getSender()),
                device(message.getReceiver().stream().findFirst().orElse(null)),
                id);
    }

    /** The first id of the device, as one text; empty where it has none. */
    private static String device(@Nullable Communication communication) {
        String id = Optional.ofNullable(communication)
                .map(Communication::getDevice)
                .map(Device::getId)
                .flatMap(ids -> ids.stream().findFirst())
                .map(DataTypes::read)
                .orElse("");
        return id.length() <= LONGEST_ID ? id : id.substring(0, LONGEST_ID);
    }

    /** A message is about one patient (ITI TF-2: 3.44.4.1.2). */
    private static RegistrationEvent registration(@Nullable ControlActProcess act) {
        List<RegistrationEvent> events = act == null
                ? List.of()
                : act.getSubject().stream()
                        .map(Subject::getRegistrationEvent)
                        .filter(event -> event != null)
                        .toList();
        if (events.size() != 1) {
            throw new UnreadableMessageException(
                    "a message is about one patient: it has one subject/registrationEvent, and not " + events.size());
        }
        return events.getFirst();
    }

    private static Stream<II> otherIds(@Nullable PatientPerson person) {
        return person == null
                ? Stream.empty()
                : person.getAsOtherIDs().stream().flatMap(other -> other.getId().stream());
    }

    private static List<PatientId> prior(ReplacementOf replacement) {
        return ids(Optional.ofNullable(replacement.getPriorRegistration())
                .map(PriorRegistration::getSubject1)
                .map(PriorSubject::getPriorRegisteredRole)
                .map(PriorRegisteredRole::getId)
                .stream()
                .flatMap(List::stream));
    }

    /** Those that name a patient: an id alone, of no authority with an OID, or what HL7 v2 writes for none, names nobody. */
    private static List<PatientId> ids(Stream<II> written) {
        List<PatientId> ids = written.flatMap(id -> DataTypes.patientId(id).stream())
                .filter(id -> !id.id().equals(NONE))
                .distinct()
                .limit(MOST_IDS + 1L)
                .toList();
        if (ids.size() > MOST_IDS) {
            throw new UnreadableMessageException("a patient with more than " + MOST_IDS + " ids");
        }
        return ids;
    }
}
