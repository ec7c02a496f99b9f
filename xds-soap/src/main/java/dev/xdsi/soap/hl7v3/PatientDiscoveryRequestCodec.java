package dev.xdsi.soap.hl7v3;

import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Address;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.PersonName;
import dev.xdsi.transaction.iti55.PatientDiscoveryRequest;
import dev.xdsi.wsdl.hl7v3.AddressParameter;
import dev.xdsi.wsdl.hl7v3.AssignedDevice;
import dev.xdsi.wsdl.hl7v3.AuthorOrPerformer;
import dev.xdsi.wsdl.hl7v3.BirthTimeParameter;
import dev.xdsi.wsdl.hl7v3.ControlActProcess;
import dev.xdsi.wsdl.hl7v3.EN;
import dev.xdsi.wsdl.hl7v3.GenderParameter;
import dev.xdsi.wsdl.hl7v3.IVLTS;
import dev.xdsi.wsdl.hl7v3.IdParameter;
import dev.xdsi.wsdl.hl7v3.NameParameter;
import dev.xdsi.wsdl.hl7v3.PRPAIN201305UV02;
import dev.xdsi.wsdl.hl7v3.ParameterList;
import dev.xdsi.wsdl.hl7v3.QueryByParameter;
import dev.xdsi.wsdl.hl7v3.TEL;
import dev.xdsi.wsdl.hl7v3.TelecomParameter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** PRPA_IN201305UV02, the question of Cross Gateway Patient Discovery [ITI-55] (ITI TF-2: 3.55.4.1.2). */
public final class PatientDiscoveryRequestCodec {
    private static final int MOST_IDS = 50;

    private PatientDiscoveryRequestCodec() {}

    public static PRPAIN201305UV02 encode(PatientDiscoveryRequest request, Stamp stamp) {
        PRPAIN201305UV02 message = Transmission.wrap(
                new PRPAIN201305UV02(), DiscoveryMessages.QUERY, stamp, request.initiating(), request.responding());
        ControlActProcess act = new ControlActProcess();
        act.setClassCode("CACT");
        act.setMoodCode("EVN");
        act.setCode(DataTypes.cd(DiscoveryMessages.QUERY_EVENT, DiscoveryMessages.EVENTS));
        request.ids().stream()
                .findFirst()
                .ifPresent(id -> act.getAuthorOrPerformer().add(authority(id)));
        act.setQueryByParameter(query(request));
        message.setControlActProcess(act);
        return message;
    }

    static QueryByParameter query(PatientDiscoveryRequest request) {
        QueryByParameter query = new QueryByParameter();
        query.setQueryId(DataTypes.written(request.queryId()));
        query.setStatusCode(DataTypes.cs("new"));
        query.setResponseModalityCode(DataTypes.cs("R"));
        query.setResponsePriorityCode(DataTypes.cs("I"));
        query.setInitialQuantity(DataTypes.number(request.most()));
        query.setParameterList(parameters(request));
        return query;
    }

    /** Under which authority the responding community will know our ids (ITI TF-2: 3.55.4.1.2.4). */
    private static AuthorOrPerformer authority(PatientId id) {
        AssignedDevice device = new AssignedDevice();
        device.setClassCode("ASSIGNED");
        device.getId().add(DataTypes.id(id.assigningAuthority().value()));
        AuthorOrPerformer author = new AuthorOrPerformer();
        author.setTypeCode("AUT");
        author.setAssignedDevice(device);
        return author;
    }

    private static ParameterList parameters(PatientDiscoveryRequest request) {
        ParameterList list = new ParameterList();
        Demographics asked = request.demographics();
        AdministrativeSex sex = asked.sex();
        if (sex != null) {
            GenderParameter gender = new GenderParameter();
            gender.getValue().add(Traits.gender(sex));
            gender.setSemanticsText(DataTypes.st("LivingSubject.administrativeGender"));
            list.getLivingSubjectAdministrativeGender().add(gender);
        }
        BirthTime birthTime = asked.birthTime();
        if (birthTime != null) {
            BirthTimeParameter birth = new BirthTimeParameter();
            birth.getValue().add(Traits.birthTime(birthTime, new IVLTS()));
            birth.setSemanticsText(DataTypes.st("LivingSubject.birthTime"));
            list.getLivingSubjectBirthTime().add(birth);
        }
        for (PatientId id : request.ids()) {
            IdParameter parameter = new IdParameter();
            parameter.getValue().add(DataTypes.id(id));
            parameter.setSemanticsText(DataTypes.st("LivingSubject.id"));
            list.getLivingSubjectId().add(parameter);
        }
        for (PersonName name : asked.names()) {
            NameParameter parameter = new NameParameter();
            parameter.getValue().add(Traits.name(name, new EN()));
            parameter.setSemanticsText(DataTypes.st("LivingSubject.name"));
            list.getLivingSubjectName().add(parameter);
        }
        for (Address address : asked.addresses()) {
            AddressParameter parameter = new AddressParameter();
            parameter.getValue().add(Traits.address(address));
            parameter.setSemanticsText(DataTypes.st("Patient.addr"));
            list.getPatientAddress().add(parameter);
        }
        for (String telecom : asked.telecoms()) {
            TelecomParameter parameter = new TelecomParameter();
            parameter.getValue().add(Traits.telecom(telecom));
            parameter.setSemanticsText(DataTypes.st("Patient.telecom"));
            list.getPatientTelecom().add(parameter);
        }
        return list;
    }

    public static PatientDiscoveryRequest decode(PRPAIN201305UV02 message) {
        QueryByParameter query = Optional.ofNullable(message.getControlActProcess())
                .map(ControlActProcess::getQueryByParameter)
                .filter(asked -> asked.getParameterList() != null)
                .orElseThrow(() -> new UnreadableMessageException("there is no queryByParameter with a parameterList"));
        requireUsual(DataTypes.code(query.getResponseModalityCode()), "R", "responseModalityCode");
        requireUsual(DataTypes.code(query.getResponsePriorityCode()), "I", "responsePriorityCode");
        ParameterList list = query.getParameterList();
        try {
            return new PatientDiscoveryRequest(
                    DataTypes.read(query.getQueryId()),
                    Transmission.sender(message).orElse(null),
                    Transmission.receiver(message).orElse(null),
                    ids(list),
                    demographics(list),
                    quantity(query));
        } catch (IllegalArgumentException wrong) {
            throw new UnreadableMessageException("a parameter is not usable: " + wrong.getMessage(), wrong);
        }
    }

    private static void requireUsual(String code, String usual, String element) {
        if (!code.isEmpty() && !code.equals(usual)) {
            throw new UnreadableMessageException(element + " must be " + usual + ": nothing else is done here");
        }
    }

    private static int quantity(QueryByParameter query) {
        String written = query.getInitialQuantity() == null
                ? null
                : query.getInitialQuantity().getValue();
        return written != null && written.matches("[1-9][0-9]{0,3}")
                ? Math.min(Integer.parseInt(written), PatientDiscoveryRequest.MOST)
                : PatientDiscoveryRequest.MOST;
    }

    private static List<PatientId> ids(ParameterList list) {
        return list.getLivingSubjectId().stream()
                .flatMap(parameter -> parameter.getValue().stream())
                .flatMap(id -> DataTypes.patientId(id).stream())
                .distinct()
                .limit(MOST_IDS)
                .toList();
    }

    private static Demographics demographics(ParameterList list) {
        return new Demographics(
                list.getLivingSubjectName().stream()
                        .flatMap(parameter -> parameter.getValue().stream())
                        .flatMap(name -> Traits.name(name).stream())
                        .toList(),
                list.getLivingSubjectBirthTime().stream()
                        .flatMap(parameter -> parameter.getValue().stream())
                        .flatMap(time -> Traits.birthTime(time).stream())
                        .findFirst()
                        .orElse(null),
                list.getLivingSubjectAdministrativeGender().stream()
                        .flatMap(parameter -> parameter.getValue().stream())
                        .flatMap(gender -> Traits.gender(gender).stream())
                        .findFirst()
                        .orElse(null),
                list.getPatientAddress().stream()
                        .flatMap(parameter -> parameter.getValue().stream())
                        .map(Traits::address)
                        .toList(),
                list.getPatientTelecom().stream()
                        .flatMap(parameter -> parameter.getValue().stream())
                        .map(TEL::getValue)
                        .filter(Objects::nonNull)
                        .toList());
    }
}
