package dev.xdsi.soap.hl7v3;

import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.transaction.iti55.DetectedIssue;
import dev.xdsi.transaction.iti55.PatientDiscoveryRequest;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse.Failed;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse.Found;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse.NotFound;
import dev.xdsi.transaction.iti55.PatientMatch;
import dev.xdsi.transaction.iti55.RequestedAttribute;
import dev.xdsi.wsdl.hl7v3.Acknowledgement;
import dev.xdsi.wsdl.hl7v3.AcknowledgementDetail;
import dev.xdsi.wsdl.hl7v3.Coded;
import dev.xdsi.wsdl.hl7v3.ControlActProcess;
import dev.xdsi.wsdl.hl7v3.DetectedIssueEvent;
import dev.xdsi.wsdl.hl7v3.MitigatedBy;
import dev.xdsi.wsdl.hl7v3.PRPAIN201305UV02;
import dev.xdsi.wsdl.hl7v3.PRPAIN201306UV02;
import dev.xdsi.wsdl.hl7v3.QueryAck;
import dev.xdsi.wsdl.hl7v3.QueryByParameter;
import dev.xdsi.wsdl.hl7v3.ReasonOf;
import dev.xdsi.wsdl.hl7v3.TargetMessage;
import dev.xdsi.wsdl.hl7v3.TriggerFor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** PRPA_IN201306UV02, the answer of Cross Gateway Patient Discovery [ITI-55] (ITI TF-2: 3.55.4.2.2). */
public final class PatientDiscoveryResponseCodec {
    private PatientDiscoveryResponseCodec() {}

    /**
     * The answer to a question.
     *
     * @param us the community that answers
     */
    public static PRPAIN201306UV02 encode(
            PatientDiscoveryResponse response, PRPAIN201305UV02 request, HomeCommunityId us, Stamp stamp) {
        PRPAIN201306UV02 message = Transmission.wrap(
                new PRPAIN201306UV02(),
                DiscoveryMessages.ANSWER,
                stamp,
                us,
                Transmission.sender(request).orElse(null));
        message.getAcknowledgement().add(acknowledgement(response, request));
        ControlActProcess act = new ControlActProcess();
        act.setClassCode("CACT");
        act.setMoodCode("EVN");
        act.setCode(DataTypes.cd(DiscoveryMessages.ANSWER_EVENT, DiscoveryMessages.EVENTS));
        switch (response) {
            case Found found ->
                found.matches().forEach(match -> act.getSubject().add(MatchCodec.encode(match)));
            case NotFound notFound
            when !notFound.wanted().isEmpty() -> act.getReasonOf().add(wanted(notFound.wanted()));
            case NotFound nobody -> {}
            case Failed failed -> act.getReasonOf().add(issue(failed));
        }
        QueryByParameter query = Optional.ofNullable(request.getControlActProcess())
                .map(ControlActProcess::getQueryByParameter)
                .orElse(null);
        act.setQueryAck(queryAck(response, query));
        act.setQueryByParameter(query);
        message.setControlActProcess(act);
        return message;
    }

    private static Acknowledgement acknowledgement(PatientDiscoveryResponse response, PRPAIN201305UV02 request) {
        Acknowledgement acknowledgement = new Acknowledgement();
        acknowledgement.setTypeCode(DataTypes.cs(response instanceof Failed ? "AE" : "AA"));
        TargetMessage target = new TargetMessage();
        target.setId(request.getId());
        acknowledgement.setTargetMessage(target);
        if (response instanceof Failed failed) {
            AcknowledgementDetail detail = new AcknowledgementDetail();
            detail.setTypeCode("E");
            detail.setText(DataTypes.ed(failed.text()));
            acknowledgement.getAcknowledgementDetail().add(detail);
        }
        return acknowledgement;
    }

    private static QueryAck queryAck(PatientDiscoveryResponse response, @Nullable QueryByParameter query) {
        QueryAck ack = new QueryAck();
        ack.setQueryId(query == null ? null : query.getQueryId());
        ack.setStatusCode(DataTypes.cs(response instanceof Failed ? "aborted" : "deliveredResponse"));
        int count = response instanceof Found found ? found.matches().size() : 0;
        ack.setQueryResponseCode(DataTypes.cs(
                switch (response) {
                    case Found found -> "OK";
                    case NotFound notFound -> "NF";
                    case Failed failed -> "AE";
                }));
        ack.setResultTotalQuantity(DataTypes.number(count));
        ack.setResultCurrentQuantity(DataTypes.number(count));
        ack.setResultRemainingQuantity(DataTypes.number(0));
        return ack;
    }

    private static ReasonOf wanted(Set<RequestedAttribute> wanted) {
        DetectedIssueEvent event = issueEvent();
        wanted.stream().sorted().forEach(attribute -> {
            TriggerFor trigger = new TriggerFor();
            trigger.setTypeCode("TRIG");
            trigger.setActOrderRequired(coded(attribute.code(), DiscoveryMessages.REQUESTED_ATTRIBUTES));
            event.getTriggerFor().add(trigger);
        });
        return reason(event);
    }

    private static ReasonOf issue(Failed failed) {
        DetectedIssueEvent event = issueEvent();
        MitigatedBy mitigated = new MitigatedBy();
        mitigated.setTypeCode("MITGT");
        mitigated.setDetectedIssueManagement(coded(failed.issue().code(), DiscoveryMessages.ISSUES));
        event.getMitigatedBy().add(mitigated);
        event.setText(DataTypes.ed(failed.text()));
        return reason(event);
    }

    private static DetectedIssueEvent issueEvent() {
        DetectedIssueEvent event = new DetectedIssueEvent();
        event.setClassCode("ALRT");
        event.setMoodCode("EVN");
        event.setCode(DataTypes.cd("ActAdministrativeDetectedIssueCode", DiscoveryMessages.ACT_CODES));
        return event;
    }

    private static ReasonOf reason(DetectedIssueEvent event) {
        ReasonOf reason = new ReasonOf();
        reason.setTypeCode("RSON");
        reason.setDetectedIssueEvent(event);
        return reason;
    }

    private static Coded coded(String code, String codeSystem) {
        Coded coded = new Coded();
        coded.setClassCode("ACT");
        coded.setMoodCode("RQO");
        coded.setCode(DataTypes.cd(code, codeSystem));
        return coded;
    }

    /** What a partner answered; an answer that is none is refused. */
    public static PatientDiscoveryResponse decode(PRPAIN201306UV02 message) {
        ControlActProcess act = message.getControlActProcess();
        String accepted = message.getAcknowledgement().stream()
                .map(acknowledgement -> DataTypes.code(acknowledgement.getTypeCode()))
                .findFirst()
                .orElse("");
        if (List.of("AE", "AR", "CE", "CR").contains(accepted)) {
            return new Failed(issue(act), "the other community answered " + accepted);
        }
        QueryAck ack = act == null ? null : act.getQueryAck();
        String code = ack == null ? "" : DataTypes.code(ack.getQueryResponseCode());
        return switch (code) {
            case "OK" -> found(Objects.requireNonNull(act));
            case "NF" -> new NotFound(wanted(act));
            case "AE", "QE" -> new Failed(issue(act), "the other community answered " + code);
            default -> throw new UnreadableMessageException("the answer has no queryResponseCode");
        };
    }

    private static PatientDiscoveryResponse found(ControlActProcess act) {
        List<PatientMatch> matches = act.getSubject().stream()
                .limit(PatientDiscoveryRequest.MOST)
                .map(MatchCodec::decode)
                .toList();
        return matches.isEmpty() ? new NotFound(wanted(act)) : new Found(matches);
    }

    private static Stream<DetectedIssueEvent> issues(@Nullable ControlActProcess act) {
        return act == null
                ? Stream.of()
                : act.getReasonOf().stream()
                        .map(ReasonOf::getDetectedIssueEvent)
                        .filter(Objects::nonNull);
    }

    private static DetectedIssue issue(@Nullable ControlActProcess act) {
        return issues(act)
                .flatMap(event -> event.getMitigatedBy().stream())
                .map(MitigatedBy::getDetectedIssueManagement)
                .filter(Objects::nonNull)
                .flatMap(coded -> DetectedIssue.of(DataTypes.code(coded.getCode())).stream())
                .findFirst()
                .orElse(DetectedIssue.ANSWER_NOT_AVAILABLE);
    }

    private static Set<RequestedAttribute> wanted(@Nullable ControlActProcess act) {
        return issues(act)
                .flatMap(event -> event.getTriggerFor().stream())
                .map(TriggerFor::getActOrderRequired)
                .filter(Objects::nonNull)
                .flatMap(coded -> RequestedAttribute.of(DataTypes.code(coded.getCode())).stream())
                .collect(Collectors.toSet());
    }
}
