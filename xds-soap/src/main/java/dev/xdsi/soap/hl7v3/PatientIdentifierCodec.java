package dev.xdsi.soap.hl7v3;

import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.iti45.PatientIdentifierAnswer;
import dev.xdsi.transaction.iti45.PatientIdentifierAnswer.Found;
import dev.xdsi.transaction.iti45.PatientIdentifierAnswer.NoneThere;
import dev.xdsi.transaction.iti45.PatientIdentifierAnswer.Refused;
import dev.xdsi.transaction.iti45.PatientIdentifierQuery;
import dev.xdsi.wsdl.hl7v3.Acknowledgement;
import dev.xdsi.wsdl.hl7v3.AcknowledgementDetail;
import dev.xdsi.wsdl.hl7v3.ControlActProcess;
import dev.xdsi.wsdl.hl7v3.ED;
import dev.xdsi.wsdl.hl7v3.II;
import dev.xdsi.wsdl.hl7v3.IdParameter;
import dev.xdsi.wsdl.hl7v3.PRPAIN201309UV02;
import dev.xdsi.wsdl.hl7v3.PRPAIN201310UV02;
import dev.xdsi.wsdl.hl7v3.ParameterList;
import dev.xdsi.wsdl.hl7v3.PatientPerson;
import dev.xdsi.wsdl.hl7v3.QueryAck;
import dev.xdsi.wsdl.hl7v3.QueryByParameter;
import dev.xdsi.wsdl.hl7v3.RegistrationEvent;
import dev.xdsi.wsdl.hl7v3.Subject;
import dev.xdsi.wsdl.hl7v3.Subject1;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The messages of PIXV3 Query [ITI-45] as a consumer writes and reads them (ITI TF-2: 3.45.4.1.2, 3.45.4.2.2). */
public final class PatientIdentifierCodec {
    private static final String QUERY = "PRPA_IN201309UV02";
    private static final String QUERY_EVENT = "PRPA_TE201309UV02";
    private static final List<String> REFUSALS = List.of("AE", "AR", "CE", "CR");
    private static final int MOST_IDS = 50;
    private static final int LONGEST_TEXT = 200;

    private PatientIdentifierCodec() {}

    public static PRPAIN201309UV02 encode(PatientIdentifierQuery query, Stamp stamp) {
        PRPAIN201309UV02 message = Transmission.wrap(new PRPAIN201309UV02(), QUERY, stamp, null, null);
        message.setAcceptAckCode(DataTypes.cs("AL"));
        ControlActProcess act = new ControlActProcess();
        act.setClassCode("CACT");
        act.setMoodCode("EVN");
        act.setCode(DataTypes.cd(QUERY_EVENT, DiscoveryMessages.EVENTS));
        act.setQueryByParameter(parameters(query));
        message.setControlActProcess(act);
        return message;
    }

    static QueryByParameter parameters(PatientIdentifierQuery query) {
        ParameterList list = new ParameterList();
        list.getDataSource().add(parameter(DataTypes.id(query.domain().value()), "DataSource.id"));
        list.getPatientIdentifier().add(parameter(DataTypes.id(query.patient()), "Patient.id"));
        QueryByParameter asked = new QueryByParameter();
        asked.setQueryId(DataTypes.id(query.queryId().value()));
        asked.setStatusCode(DataTypes.cs("new"));
        asked.setResponsePriorityCode(DataTypes.cs("I"));
        asked.setParameterList(list);
        return asked;
    }

    private static IdParameter parameter(II value, String semantics) {
        IdParameter parameter = new IdParameter();
        parameter.getValue().add(value);
        parameter.setSemanticsText(DataTypes.st(semantics));
        return parameter;
    }

    /**
     * What a manager answered; ids of other domains than the one that was asked for are passed over, whoever says them.
     *
     * @param domain the one that was asked for
     */
    public static PatientIdentifierAnswer decode(PRPAIN201310UV02 message, Oid domain) {
        String accepted = message.getAcknowledgement().stream()
                .map(acknowledgement -> DataTypes.code(acknowledgement.getTypeCode()))
                .findFirst()
                .orElse("");
        ControlActProcess act = message.getControlActProcess();
        QueryAck ack = act == null ? null : act.getQueryAck();
        String code = ack == null ? "" : DataTypes.code(ack.getQueryResponseCode());
        if (REFUSALS.contains(accepted) || code.equals("AE") || code.equals("QE")) {
            return new Refused(text(message));
        }
        return switch (code) {
            case "NF" -> new NoneThere();
            case "OK" -> found(Objects.requireNonNull(act), domain);
            default -> throw new UnreadableMessageException("the answer has no queryResponseCode");
        };
    }

    private static PatientIdentifierAnswer found(ControlActProcess act, Oid domain) {
        List<PatientId> ids = act.getSubject().stream()
                .map(Subject::getRegistrationEvent)
                .filter(Objects::nonNull)
                .map(RegistrationEvent::getSubject1)
                .filter(Objects::nonNull)
                .map(Subject1::getPatient)
                .filter(Objects::nonNull)
                .flatMap(patient -> Stream.concat(patient.getId().stream(), otherIds(patient.getPatientPerson())))
                .flatMap(id -> DataTypes.patientId(id).stream())
                .filter(id -> id.assigningAuthority().equals(domain))
                .distinct()
                .limit(MOST_IDS)
                .toList();
        return ids.isEmpty() ? new NoneThere() : new Found(ids);
    }

    private static Stream<II> otherIds(@Nullable PatientPerson person) {
        return person == null
                ? Stream.empty()
                : person.getAsOtherIDs().stream().flatMap(other -> other.getId().stream());
    }

    private static String text(PRPAIN201310UV02 message) {
        String text = message.getAcknowledgement().stream()
                .map(Acknowledgement::getAcknowledgementDetail)
                .flatMap(List::stream)
                .map(AcknowledgementDetail::getText)
                .filter(Objects::nonNull)
                .map(ED::getValue)
                .flatMap(value -> Optional.ofNullable(value).stream())
                .findFirst()
                .orElse("");
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
