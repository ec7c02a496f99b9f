package dev.xdsi.consumer.portal;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.audit.spool.AuditSpoolException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The edge of the portal's REST interface: JSON, never kept by anybody, and for every failure a sentence. */
public final class ApiBoundary {
    private static final Logger LOG = LoggerFactory.getLogger(ApiBoundary.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<UUID> errorIds;
    private final Consumer<HttpServletRequest> otherSite;

    /** Behind a door, which tells of those that it keeps out. */
    public ApiBoundary(Supplier<UUID> errorIds) {
        this(errorIds, request -> {});
    }

    /** @param otherSite hears of each request that is refused because a page of another site sent it */
    ApiBoundary(Supplier<UUID> errorIds, Consumer<HttpServletRequest> otherSite) {
        this.errorIds = errorIds;
        this.otherSite = otherSite;
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
            if (OtherSites.isFromOne(request)) {
                otherSite.accept(request);
                throw new ApiRefusal(HttpServletResponse.SC_FORBIDDEN, "Another site must not ask here.");
            }
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
