package dev.xdsi.consumer.portal;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.audit.spool.AuditSpoolException;
import dev.xdsi.consumer.studies.CommunityStudies;
import dev.xdsi.consumer.studies.CommunityStudies.Answer;
import dev.xdsi.consumer.studies.CommunityStudies.Community;
import dev.xdsi.consumer.studies.CommunityStudies.Fault;
import dev.xdsi.consumer.studies.CommunityStudies.Search;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.jetty.io.EofException;

/**
 * {@code GET /api/studies/stream?patient=…}: as {@code /api/studies}, but one line of JSON for each community as soon as it has
 * answered. The first line says who is asked, the last that all have answered; an empty line means that the portal still waits.
 */
public final class StudiesStreamServlet extends ApiServlet {
    private static final long serialVersionUID = 1L;

    /** So often it is seen whether somebody still reads: who closed the page ends the work behind it. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final transient CommunityStudies studies;
    private final transient CommunityNames communities;
    private final transient Listed listed;
    private final transient ObjectMapper json = new ObjectMapper();

    /** Who is told what a community answered, for it is what the page asks about next. */
    @FunctionalInterface
    public interface Listed {
        void answered(Session session, PatientId patient, Caller caller, Answer answer);
    }

    public StudiesStreamServlet(
            CommunityStudies studies, CommunityNames communities, Listed listed, Supplier<UUID> errorIds) {
        super(errorIds);
        this.listed = listed;
        this.studies = studies;
        this.communities = communities;
    }

    /** The first line. */
    record Beginning(String patient, List<String> asked) {}

    /** What one community answered. */
    record Part(String community, List<ListedStudy> studies, List<String> errors) {}

    /** The last line. */
    record End(boolean complete) {}

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws ApiRefusal, IOException {
        PatientId patient = patient(QueryString.of(request));
        Session session = PortalDoor.session(request);
        Caller caller = caller(request, patient);
        try (Search search = studies.ask(patient, caller)) {
            response.setContentType("application/x-ndjson");
            line(
                    response,
                    new Beginning(
                            patient.cx(),
                            search.asked().stream().map(Community::name).toList()));
            while (!search.isComplete()) {
                switch (search.next(HEARTBEAT).orElse(null)) {
                    case Answer answer -> {
                        String home = answer.community().homeCommunityId();
                        answer.studies()
                                .studies()
                                .forEach(study -> session.opened(study.studyInstanceUID(), patient, home));
                        listed.answered(session, patient, caller, answer);
                        line(response, part(answer));
                    }
                    case Fault fault -> line(response, part(fault));
                    case null -> send(response, new byte[0]);
                }
            }
            line(response, new End(true));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new EofException("the answer broke off", stopping);
        }
    }

    private Part part(Answer answer) {
        return new Part(
                answer.community().name(),
                ListedStudy.of(answer.studies().studies(), communities),
                answer.studies().problems());
    }

    /** One community's fault hides nothing that others share; without the audit trail nothing at all is shown. */
    private Part part(Fault fault) {
        if (fault.reason() instanceof AuditSpoolException unrecorded) {
            throw unrecorded;
        }
        return new Part(
                fault.community().name(),
                List.of(),
                List.of(boundary().unexpected(fault.reason()).sentence()));
    }

    private void line(HttpServletResponse response, Object line) throws IOException {
        send(response, json.writeValueAsBytes(line));
    }

    private static void send(HttpServletResponse response, byte[] line) throws IOException {
        OutputStream out = response.getOutputStream();
        out.write(line);
        out.write('\n');
        response.flushBuffer();
    }
}
