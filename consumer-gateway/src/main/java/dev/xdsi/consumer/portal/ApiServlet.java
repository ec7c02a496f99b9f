package dev.xdsi.consumer.portal;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.audit.spool.AuditSpoolException;
import dev.xdsi.model.PatientId;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all of the portal's API has in common: GET alone, JSON, and for every failure a sentence. */
abstract class ApiServlet extends HttpServlet {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServlet.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    // A servlet is serializable by inheritance only; nobody serializes these.
    private final transient Supplier<UUID> errorIds;

    ApiServlet(Supplier<UUID> errorIds) {
        this.errorIds = errorIds;
    }

    abstract void answer(HttpServletRequest request, HttpServletResponse response) throws ApiRefusal, IOException;

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SafeHeaders.set(response);
        response.setHeader("Cache-Control", "no-store");
        try {
            refuseOtherSites(request);
            answer(request, response);
        } catch (ApiRefusal refusal) {
            refuse(response, refusal);
        } catch (AuditSpoolException unrecorded) {
            LOG.error("The audit trail cannot be written", unrecorded);
            refuse(
                    response,
                    new ApiRefusal(
                            HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                            "The audit trail cannot be written; nothing is given out until it can."));
        } catch (RuntimeException unexpected) {
            UUID id = errorIds.get();
            LOG.error("Error {}", id, unexpected);
            refuse(
                    response,
                    new ApiRefusal(
                            HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
                            "Something unexpected happened. The log knows more under " + id + "."));
        }
    }

    /** Browsers say where a request comes from; pages of others have no business here. */
    private static void refuseOtherSites(HttpServletRequest request) throws ApiRefusal {
        if (!request.getMethod().equals("GET")) {
            throw new ApiRefusal(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "Only GET is possible here.");
        }
        if ("cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
            throw new ApiRefusal(HttpServletResponse.SC_FORBIDDEN, "Another site must not ask here.");
        }
    }

    private static void refuse(HttpServletResponse response, ApiRefusal refusal) throws IOException {
        if (response.isCommitted()) {
            // Quiet for the container, which cuts the connection: nobody must take half an answer for a whole one.
            throw new EofException("the answer broke off", refusal);
        }
        response.resetBuffer();
        response.setHeader("Content-Disposition", null);
        if (refusal.status() == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
            response.setHeader("Allow", "GET");
        }
        response.setStatus(refusal.status());
        write(response, Map.of("error", refusal.sentence()));
    }

    static void write(HttpServletResponse response, Object answer) throws IOException {
        byte[] json = JSON.writeValueAsBytes(answer);
        response.setContentType("application/json");
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }

    static PatientId patient(QueryString query) throws ApiRefusal {
        return query.parameter("patient")
                .flatMap(PatientId::parse)
                .orElseThrow(() -> new ApiRefusal(
                        HttpServletResponse.SC_BAD_REQUEST,
                        "A patient is written as identifier^^^&OID&ISO, for example 1234^^^&1.2.3.4&ISO."));
    }
}
