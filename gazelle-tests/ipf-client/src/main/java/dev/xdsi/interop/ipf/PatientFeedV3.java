package dev.xdsi.interop.ipf;

import static org.openehealth.ipf.commons.ihe.hl7v3.PIXV3.Interactions.ITI_44_XDS;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;
import org.openehealth.ipf.commons.ihe.hl7v3.Hl7v3ClientFactory;
import org.openehealth.ipf.commons.ihe.hl7v3.iti44.Iti44XdsPortType;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Identifiable;
import org.openehealth.ipf.commons.xml.CombinedXmlValidator;

/** Patient Identity Feed HL7 V3 [ITI-44] by IPF, whose schemas and rules judge what goes out and what comes back. */
record PatientFeedV3(Report report, String url) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final Pattern CODE = Pattern.compile("typeCode code=\"(\\w+)\"");
    private static final CombinedXmlValidator VALIDATOR = new CombinedXmlValidator();

    /** Who was merged before is registered again, which separates both; is changed; and then merged once more. */
    void feed(String survivor, String subsumed) {
        var http = new HTTPClientPolicy();
        http.setVersion("1.1");
        var port = (Iti44XdsPortType) new Hl7v3ClientFactory(
                        ITI_44_XDS.getWsTransactionConfiguration(),
                        url,
                        null,
                        null,
                        null,
                        null,
                        Map.of(),
                        null,
                        null,
                        http)
                .getClient();
        send("added", message("PRPA_IN201301UV02", person(subsumed, "Doe"), ""), port::recordAdded);
        send("revised", message("PRPA_IN201302UV02", person(subsumed, "Miller"), ""), port::recordRevised);
        send(
                "merged",
                message("PRPA_IN201304UV02", person(survivor, "Smith"), replacementOf(subsumed)),
                port::duplicatesResolved);
    }

    private void send(String name, String message, UnaryOperator<String> operation) {
        report.judged(
                "ITI-44 " + name + " request",
                () -> VALIDATOR.validate(message, ITI_44_XDS.getRequestValidationProfile()));
        String answer = operation.apply(message);
        report.judged(
                "ITI-44 " + name + " answer",
                () -> VALIDATOR.validate(answer, ITI_44_XDS.getResponseValidationProfile()));
        Matcher code = CODE.matcher(answer);
        report.acknowledged("ITI-44 " + name, code.find() ? code.group(1) : "none in " + answer);
    }

    private static String message(String interaction, String person, String replacement) {
        return """
                <%1$s xmlns="urn:hl7-org:v3" ITSVersion="XML_1.0"><id root="%2$s"/><creationTime value="%3$s"/>\
                <interactionId root="2.16.840.1.113883.1.6" extension="%1$s"/><processingCode code="T"/><processingModeCode code="T"/>\
                <acceptAckCode code="AL"/>\
                <receiver typeCode="RCV"><device classCode="DEV" determinerCode="INSTANCE"><id root="1.2.3.1"/></device></receiver>\
                <sender typeCode="SND"><device classCode="DEV" determinerCode="INSTANCE"><id root="1.2.3.2"/></device></sender>\
                <controlActProcess classCode="CACT" moodCode="EVN"><code code="%6$s" codeSystem="2.16.840.1.113883.1.6"/>\
                <subject typeCode="SUBJ"><registrationEvent classCode="REG" moodCode="EVN"><id nullFlavor="NA"/>\
                <statusCode code="active"/>%4$s<custodian typeCode="CST"><assignedEntity classCode="ASSIGNED"><id root="1.2.3.3"/>\
                </assignedEntity></custodian>%5$s</registrationEvent></subject></controlActProcess></%1$s>""".formatted(
                        interaction,
                        UUID.randomUUID(),
                        TIME.format(LocalDateTime.now(ZoneOffset.UTC)),
                        person,
                        replacement,
                        interaction.replace("_IN", "_TE"));
    }

    private static String person(String cx, String family) {
        return """
                <subject1 typeCode="SBJ"><patient classCode="PAT">%s<statusCode code="active"/>\
                <patientPerson classCode="PSN" determinerCode="INSTANCE"><name><family>%s</family><given>Fed</given></name>\
                <administrativeGenderCode code="F"/><birthTime value="19700304"/></patientPerson>\
                <providerOrganization classCode="ORG" determinerCode="INSTANCE"><id root="1.2.3.4"/><name>Clinic</name>\
                <contactParty classCode="CON"/></providerOrganization></patient></subject1>""".formatted(id(cx), family);
    }

    private static String replacementOf(String cx) {
        return """
                <replacementOf typeCode="RPLC"><priorRegistration classCode="REG" moodCode="EVN"><statusCode code="obsolete"/>\
                <subject1 typeCode="SBJ"><priorRegisteredRole classCode="PAT">%s</priorRegisteredRole></subject1>\
                </priorRegistration></replacementOf>""".formatted(id(cx));
    }

    private static String id(String cx) {
        Identifiable id = Identifiable.parse(cx);
        return "<id root=\"%s\" extension=\"%s\"/>"
                .formatted(id.getAssigningAuthority().getUniversalId(), id.getId());
    }
}
