package dev.xdsi.consumer.portal;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet behind the door of the portal or of the viewer. */
final class GuardedServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Entrance entrance;
    private final HttpServlet behind;
    private final transient ApiBoundary boundary;

    GuardedServlet(Entrance entrance, HttpServlet behind, ApiBoundary boundary) {
        this.entrance = entrance;
        this.behind = behind;
        this.boundary = boundary;
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
        super.init(config);
        behind.init(config);
    }

    /** What breaks in the servlet has an error id, as what breaks at the door. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boundary.passes(request, response, () -> {
            entrance.enter(request);
            try {
                behind.service(request, response);
            } catch (ServletException broken) {
                throw new IllegalStateException(broken);
            }
        });
    }

    @Override
    public void destroy() {
        behind.destroy();
    }
}
