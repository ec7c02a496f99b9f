package dev.xdsi.consumer.portal;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.audit.spool.AuditSpoolException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The edge of the portal's REST interface: JSON, never kept by anybody, and for every failure a sentence. */
public final class ApiBoundary {
    private static final Logger LOG = LoggerFactory.getLogger(ApiBoundary.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<UUID> errorIds;

    public ApiBoundary(Supplier<UUID> errorIds) {
        this.errorIds = errorIds;
    }

    /** What is done behind the edge. */
    @FunctionalInterface
    public interface Work {
        void run() throws ApiRefusal, IOException;
    }

    /** Whether the work was done; when not, the refusal has been sent. */
    public boolean passes(HttpServletRequest request, HttpServletResponse response, Work work) throws IOException {
        SafeHeaders.set(response);
        response.setHeader("Cache-Control", "no-store");
        try {
            refuseOtherSites(request);
            work.run();
            return true;
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
            refuse(response, unexpected(unexpected));
        }
        return false;
    }

    /** Writes a fault of our own to the log, and says under which id. */
    ApiRefusal unexpected(RuntimeException fault) {
        UUID id = errorIds.get();
        LOG.error("Error {}", id, fault);
        return new ApiRefusal(
                HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
                "Something unexpected happened. The log knows more under " + id + ".");
    }

    /** Browsers say where a request comes from; pages of others have no business here. */
    private static void refuseOtherSites(HttpServletRequest request) throws ApiRefusal {
        String site = request.getHeader("Sec-Fetch-Site");
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if ("cross-site".equals(site) || ("same-site".equals(site) && !reads)) {
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
        if (refusal.allow() != null) {
            response.setHeader("Allow", refusal.allow());
        }
        if (refusal.again() != null) {
            response.setHeader("Retry-After", String.valueOf(refusal.again().toSeconds()));
        }
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(refusal.status());
        write(response, Map.of("error", refusal.sentence()));
    }

    static void write(HttpServletResponse response, Object answer) throws IOException {
        byte[] json = JSON.writeValueAsBytes(answer);
        response.setContentType("application/json");
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }
}
