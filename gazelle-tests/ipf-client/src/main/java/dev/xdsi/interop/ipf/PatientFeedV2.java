package dev.xdsi.interop.ipf;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.Connection;
import ca.uhn.hl7v2.llp.LLPException;
import ca.uhn.hl7v2.model.AbstractMessage;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.util.Terser;
import java.io.IOException;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Identifiable;

/** Patient Identity Feed [ITI-8] by HAPI: HL7 v2.3.1 and v2.5, each by its own structures, over its own MLLP. */
record PatientFeedV2(Report report, String host, int port) {

    /** Two patients, one changed, and the other merged into him. */
    void feed(String survivor, String subsumed) throws IOException {
        try (HapiContext context = new DefaultHapiContext()) {
            Connection connection = context.newClient(host, port, false);
            try {
                send(connection, admitted(new ca.uhn.hl7v2.model.v231.message.ADT_A04(), "A04", survivor, "Doe"));
                send(connection, admitted(new ca.uhn.hl7v2.model.v25.message.ADT_A01(), "A01", subsumed, "Doe"));
                send(connection, admitted(new ca.uhn.hl7v2.model.v25.message.ADT_A05(), "A05", survivor, "Doe"));
                send(connection, admitted(new ca.uhn.hl7v2.model.v231.message.ADT_A08(), "A08", survivor, "Smith"));
                send(connection, merge(survivor, subsumed));
            } finally {
                connection.close();
            }
        } catch (HL7Exception | LLPException unreadable) {
            throw new IllegalStateException("HAPI cannot do it", unreadable);
        }
    }

    private static Message admitted(AbstractMessage message, String event, String patient, String family)
            throws HL7Exception, IOException {
        message.initQuickstart("ADT", event, "P");
        Terser fields = new Terser(message);
        identify(fields, "/.PID-3", patient);
        fields.set("/.PID-5-1", family);
        fields.set("/.PID-5-2", "Fed");
        fields.set("/.PID-7", "19700304");
        fields.set("/.PID-8", "F");
        fields.set("/.PV1-2", "O");
        return message;
    }

    private static Message merge(String survivor, String subsumed) throws HL7Exception, IOException {
        var message = new ca.uhn.hl7v2.model.v25.message.ADT_A39();
        message.initQuickstart("ADT", "A40", "P");
        Terser fields = new Terser(message);
        identify(fields, "/.PID-3", survivor);
        fields.set("/.PID-5-1", "Smith");
        identify(fields, "/.MRG-1", subsumed);
        return message;
    }

    private static void identify(Terser fields, String field, String cx) throws HL7Exception {
        Identifiable id = Identifiable.parse(cx);
        fields.set(field + "-1", id.getId());
        fields.set(field + "-4-2", id.getAssigningAuthority().getUniversalId());
        fields.set(field + "-4-3", "ISO");
    }

    private void send(Connection connection, Message message) throws HL7Exception, LLPException, IOException {
        Terser sent = new Terser(message);
        Message answer = connection.getInitiator().sendAndReceive(message);
        Terser received = new Terser(answer);
        String name = "ITI-8 " + sent.get("/MSH-9-2") + " " + sent.get("/MSH-12");
        report.judged(name + " answer", () -> {
            try {
                if (!sent.get("/MSH-10").equals(received.get("/MSA-2"))) {
                    throw new IllegalStateException("MSA-2 is not the control id of what was sent");
                }
            } catch (HL7Exception unreadable) {
                throw new IllegalStateException(unreadable);
            }
        });
        report.acknowledged(name, received.get("/MSA-1"));
    }
}
