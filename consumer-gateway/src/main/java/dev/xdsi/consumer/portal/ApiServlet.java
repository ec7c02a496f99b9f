package dev.xdsi.consumer.portal;

import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** What all of the portal's API has in common: JSON, a few methods, and for every failure a sentence. */
abstract class ApiServlet extends HttpServlet {
    // A servlet is serializable by inheritance only; nobody serializes these.
    private final transient ApiBoundary boundary;
    private final transient List<String> methods;

    /** One that answers GET alone. */
    ApiServlet(Supplier<UUID> errorIds) {
        this(errorIds, List.of("GET"));
    }

    ApiServlet(Supplier<UUID> errorIds, List<String> methods) {
        this.boundary = new ApiBoundary(errorIds);
        this.methods = List.copyOf(methods);
    }

    abstract void answer(HttpServletRequest request, HttpServletResponse response) throws ApiRefusal, IOException;

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boundary.passes(request, response, () -> {
            if (!methods.contains(request.getMethod())) {
                throw ApiRefusal.method(String.join(", ", methods));
            }
            answer(request, response);
        });
    }

    final ApiBoundary boundary() {
        return boundary;
    }

    static void write(HttpServletResponse response, Object answer) throws IOException {
        ApiBoundary.write(response, answer);
    }

    static PatientId patient(QueryString query) throws ApiRefusal {
        return patient(query.parameter("patient").orElse(""));
    }

    static PatientId patient(String cx) throws ApiRefusal {
        return PatientId.parse(cx)
                .orElseThrow(() -> new ApiRefusal(
                        HttpServletResponse.SC_BAD_REQUEST,
                        "A patient is written as identifier^^^&OID&ISO, for example 1234^^^&1.2.3.4&ISO."));
    }

    /** The user of the session, with the emergency where one was stated for this patient. */
    static Caller caller(HttpServletRequest request, PatientId patient) throws ApiRefusal {
        return PortalDoor.session(request)
                .caller(PortalDoor.node(request), patient)
                .orElseThrow(() -> new ApiRefusal(HttpServletResponse.SC_UNAUTHORIZED, "Please log in."));
    }
}
