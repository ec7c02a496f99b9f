package dev.xdsi.consumer.portal;

import dev.xdsi.audit.FirstOfEachMinute;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells that pages of other sites were kept out (Fetch Metadata: {@code Sec-Fetch-Site}). Of each minute the first refusals are logged, the others
 * counted. Nobody is known by then, so the audit trail says nothing of them.
 */
final class OtherSites {
    private static final Logger LOG = LoggerFactory.getLogger(OtherSites.class);
    private static final int LOGGED = 60;

    private final FirstOfEachMinute logged;

    OtherSites(InstantSource clock) {
        this.logged = new FirstOfEachMinute(LOGGED, clock);
    }

    /** Browsers say where a request comes from; pages of others have no business here. */
    static boolean isFromOne(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return "cross-site".equals(site) || ("same-site".equals(site) && !reads);
    }

    /** The address is logged without its query, of which the values may tell of patients. */
    void refused(HttpServletRequest request) {
        OptionalLong others = logged.next();
        if (others.isPresent()) {
            LOG.warn(
                    "A page of another site was refused: {} {} from {}{}",
                    request.getMethod(),
                    request.getRequestURI(),
                    request.getRemoteAddr(),
                    others.getAsLong() == 0 ? "" : " (and " + others.getAsLong() + " before it)");
        }
    }
}
