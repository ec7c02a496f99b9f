package dev.xdsi.soap.hl7v3;

import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.transaction.iti55.PatientMatch;
import dev.xdsi.wsdl.hl7v3.ANY;
import dev.xdsi.wsdl.hl7v3.AssignedEntity;
import dev.xdsi.wsdl.hl7v3.Custodian;
import dev.xdsi.wsdl.hl7v3.EN;
import dev.xdsi.wsdl.hl7v3.INT;
import dev.xdsi.wsdl.hl7v3.Organization;
import dev.xdsi.wsdl.hl7v3.PN;
import dev.xdsi.wsdl.hl7v3.Patient;
import dev.xdsi.wsdl.hl7v3.PatientPerson;
import dev.xdsi.wsdl.hl7v3.QueryMatchObservation;
import dev.xdsi.wsdl.hl7v3.REAL;
import dev.xdsi.wsdl.hl7v3.RegistrationEvent;
import dev.xdsi.wsdl.hl7v3.Subject;
import dev.xdsi.wsdl.hl7v3.Subject1;
import dev.xdsi.wsdl.hl7v3.SubjectOf1;
import dev.xdsi.wsdl.hl7v3.TEL;
import dev.xdsi.wsdl.hl7v3.TS;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One registrationEvent of an answer: a patient, how sure that is, and whose patient (ITI TF-2: 3.55.4.2.2.2). */
final class MatchCodec {
    private MatchCodec() {}

    static Subject encode(PatientMatch match) {
        Patient patient = new Patient();
        patient.setClassCode("PAT");
        patient.getId().add(DataTypes.id(match.id()));
        patient.setStatusCode(DataTypes.cs("active"));
        patient.setPatientPerson(person(match.demographics()));
        patient.setProviderOrganization(organization(match.community()));
        patient.getSubjectOf1().add(observation(match.degree()));
        Subject1 subject1 = new Subject1();
        subject1.setTypeCode("SBJ");
        subject1.setPatient(patient);

        RegistrationEvent event = new RegistrationEvent();
        event.setClassCode("REG");
        event.setMoodCode("EVN");
        event.getId().add(DataTypes.notApplicable());
        event.setStatusCode(DataTypes.cs("active"));
        event.setSubject1(subject1);
        event.setCustodian(custodian(match.community()));
        Subject subject = new Subject();
        subject.setTypeCode("SUBJ");
        subject.setContextConductionInd(false);
        subject.setRegistrationEvent(event);
        return subject;
    }

    /** A name must be there; one that was not asked for is masked. */
    private static PatientPerson person(Demographics shown) {
        PatientPerson person = new PatientPerson();
        person.setClassCode("PSN");
        person.setDeterminerCode(DataTypes.INSTANCE);
        shown.names().forEach(name -> person.getName().add(Traits.name(name, new PN())));
        if (shown.names().isEmpty()) {
            EN masked = new EN();
            masked.setNullFlavor("MSK");
            person.getName().add(masked);
        }
        shown.telecoms().forEach(url -> person.getTelecom().add(Traits.telecom(url)));
        AdministrativeSex sex = shown.sex();
        if (sex != null) {
            person.setAdministrativeGenderCode(Traits.gender(sex));
        }
        BirthTime birthTime = shown.birthTime();
        if (birthTime != null) {
            person.setBirthTime(Traits.birthTime(birthTime, new TS()));
        }
        shown.addresses().forEach(address -> person.getAddr().add(Traits.address(address)));
        return person;
    }

    private static Organization organization(HomeCommunityId community) {
        Organization organization = new Organization();
        organization.setClassCode("ORG");
        organization.setDeterminerCode(DataTypes.INSTANCE);
        organization.getId().add(DataTypes.id(community.oid().value()));
        return organization;
    }

    private static SubjectOf1 observation(int degree) {
        QueryMatchObservation observation = new QueryMatchObservation();
        observation.setClassCode("OBS");
        observation.setMoodCode("EVN");
        observation.setCode(DataTypes.cd("IHE_PDQ", DiscoveryMessages.ACT_CODES));
        observation.setValue(DataTypes.number(degree));
        SubjectOf1 subject = new SubjectOf1();
        subject.setTypeCode("SBJ");
        subject.setQueryMatchObservation(observation);
        return subject;
    }

    private static Custodian custodian(HomeCommunityId community) {
        AssignedEntity entity = new AssignedEntity();
        entity.setClassCode("ASSIGNED");
        entity.getId().add(DataTypes.id(community.oid().value()));
        entity.setCode(DataTypes.ce("NotHealthDataLocator", DiscoveryMessages.LOCATORS));
        Custodian custodian = new Custodian();
        custodian.setTypeCode("CST");
        custodian.setAssignedEntity(entity);
        return custodian;
    }

    static PatientMatch decode(Subject subject) {
        RegistrationEvent event = required(subject.getRegistrationEvent(), "registrationEvent");
        Patient patient = required(
                Optional.ofNullable(event.getSubject1())
                        .map(Subject1::getPatient)
                        .orElse(null),
                "patient");
        PatientId id = patient.getId().stream()
                .flatMap(written -> DataTypes.patientId(written).stream())
                .findFirst()
                .orElseThrow(() -> new UnreadableMessageException("a match has no id with root and extension"));
        HomeCommunityId community = Optional.ofNullable(event.getCustodian())
                .map(Custodian::getAssignedEntity)
                .flatMap(entity -> DataTypes.community(entity.getId()))
                .orElseThrow(() -> new UnreadableMessageException("a match does not say of which community it is"));
        try {
            return new PatientMatch(id, community, demographics(patient.getPatientPerson()), degree(patient));
        } catch (IllegalArgumentException wrong) {
            throw new UnreadableMessageException("a match is not usable: " + wrong.getMessage(), wrong);
        }
    }

    private static <T> T required(@Nullable T value, String what) {
        if (value == null) {
            throw new UnreadableMessageException("a match has no " + what);
        }
        return value;
    }

    /** A community that does not say how sure it is, is not. */
    private static int degree(Patient patient) {
        return patient.getSubjectOf1().stream()
                .map(SubjectOf1::getQueryMatchObservation)
                .filter(Objects::nonNull)
                .map(QueryMatchObservation::getValue)
                .map(MatchCodec::number)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(0);
    }

    private static Optional<Integer> number(@Nullable ANY value) {
        String written = switch (value) {
            case INT whole -> whole.getValue();
            case REAL real -> real.getValue();
            case null, default -> null;
        };
        return written != null && written.matches("[0-9]{1,3}(\\.[0-9]{1,6})?")
                ? Optional.of((int) Double.parseDouble(written))
                : Optional.empty();
    }

    static Demographics demographics(@Nullable PatientPerson person) {
        if (person == null) {
            return Demographics.UNKNOWN;
        }
        return new Demographics(
                person.getName().stream()
                        .flatMap(name -> Traits.name(name).stream())
                        .toList(),
                Traits.birthTime(person.getBirthTime()).orElse(null),
                Traits.gender(person.getAdministrativeGenderCode()).orElse(null),
                person.getAddr().stream().map(Traits::address).toList(),
                person.getTelecom().stream()
                        .map(TEL::getValue)
                        .filter(Objects::nonNull)
                        .toList());
    }
}
