package dev.xdsi.gateway.patient;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.SystemEvents;
import dev.xdsi.consumer.portal.PortalDoor;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Address;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.model.patient.PersonName;
import dev.xdsi.registry.patients.PatientStore;
import dev.xdsi.soap.server.Callers;
import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/patients?id=CX} or {@code ?family=NAME&birth=YYYYMMDD}: what the Patient Identity Feed told of patients, as JSON. Each
 * look is recorded (DICOM PS3.15 A.5.3.10). Who is no administrator must know family name and birthday, and learns no more than tells
 * patients apart.
 */
public final class PatientsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 50;

    private final transient PatientStore patients;
    private final transient AuditTrail trail;
    private final transient ObjectMapper json = new ObjectMapper();

    public PatientsServlet(PatientStore patients, AuditTrail trail) {
        this.patients = patients;
        this.trail = trail;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean administrator = PortalDoor.session(request).isAdministrator();
        List<Patient> found;
        try {
            found = administrator ? found(request) : named(request);
        } catch (IllegalArgumentException wrong) {
            send(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    json.createObjectNode().put("error", String.valueOf(wrong.getMessage())));
            return;
        }
        Caller.Node node = Callers.of(request, Caller.ANONYMOUS).node();
        Caller caller = PortalDoor.session(request).caller(node).orElse(new Caller(node, null));
        trail.record(SystemEvents.patientRecordsRead(
                caller, found.stream().map(patient -> patient.id().cx()).toList()));
        ObjectNode body = json.createObjectNode();
        ArrayNode list = body.putArray("patients");
        found.forEach(patient -> list.add(administrator ? describe(patient) : identified(patient)));
        send(response, HttpServletResponse.SC_OK, body);
    }

    private List<Patient> named(HttpServletRequest request) {
        if (request.getParameter("id") != null
                || text(request.getParameter("family")).isBlank()
                || text(request.getParameter("birth")).isBlank()) {
            throw new IllegalArgumentException("Please give the whole family name and the date of birth.");
        }
        return found(request);
    }

    private List<Patient> found(HttpServletRequest request) {
        String id = request.getParameter("id");
        if (id != null) {
            return PatientId.parse(id)
                    .map(known -> patients.patient(known).stream().toList())
                    .orElseThrow(() -> new IllegalArgumentException("id is not of the form ID^^^&OID&ISO"));
        }
        String family = text(request.getParameter("family"));
        String birth = text(request.getParameter("birth"));
        if (family.isBlank() && birth.isBlank()) {
            throw new IllegalArgumentException("say whom: id, or family name and birthday, or one of these");
        }
        BirthTime born = birth.isBlank()
                ? null
                : BirthTime.parse(birth)
                        .filter(time -> time.date().isPresent())
                        .orElseThrow(() -> new IllegalArgumentException("birth is not of the form YYYYMMDD"));
        List<PersonName> names = family.isBlank() ? List.of() : List.of(PersonName.of(family));
        return patients.candidates(new Demographics(names, born, null, List.of(), List.of()), MOST);
    }

    private static String text(@Nullable String parameter) {
        return Objects.requireNonNullElse(parameter, "");
    }

    private ObjectNode describe(Patient patient) {
        Demographics demographics = patient.demographics();
        ObjectNode node = identified(patient);
        ArrayNode further = node.putArray("furtherIds");
        patient.furtherIds().forEach(id -> further.add(id.cx()));
        ArrayNode merged = node.putArray("mergedIds");
        patients.mergedInto(patient.id()).stream()
                .filter(id -> !id.equals(patient.id()))
                .forEach(id -> merged.add(id.cx()));
        ArrayNode addresses = node.putArray("addresses");
        demographics.addresses().forEach(address -> addresses.add(describe(address)));
        ArrayNode telecoms = node.putArray("telecoms");
        demographics.telecoms().forEach(telecoms::add);
        return node;
    }

    private ObjectNode identified(Patient patient) {
        Demographics demographics = patient.demographics();
        ObjectNode node = json.createObjectNode().put("id", patient.id().cx());
        ArrayNode names = node.putArray("names");
        demographics.names().forEach(name -> {
            ArrayNode given = names.addObject().put("family", name.family()).putArray("given");
            name.given().forEach(given::add);
        });
        BirthTime birth = demographics.birthTime();
        AdministrativeSex sex = demographics.sex();
        return node.put("birth", birth == null ? null : birth.value()).put("sex", sex == null ? null : sex.v2());
    }

    private ObjectNode describe(Address address) {
        return json.createObjectNode()
                .put("street", address.street())
                .put("city", address.city())
                .put("state", address.state())
                .put("postalCode", address.postalCode())
                .put("country", address.country());
    }

    private void send(HttpServletResponse response, int status, ObjectNode body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }
}
