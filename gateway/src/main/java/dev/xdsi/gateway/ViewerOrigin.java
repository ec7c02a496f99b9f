package dev.xdsi.gateway;

import dev.xdsi.consumer.portal.BrowserAddress;
import dev.xdsi.consumer.portal.ViewerDoor;
import dev.xdsi.consumer.viewer.Viewer;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.PortalSettings;
import dev.xdsi.gateway.health.Health;
import dev.xdsi.soap.server.HttpAnswers;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The viewer for images: an origin of its own, on a port of its own, that users enter from the portal. */
final class ViewerOrigin {
    static final String TICKETS = "/api/viewer-ticket";
    private static final String DICOM_WEB = "/dicom-web/*";

    private final Addresses addresses;
    private final ViewerDoor door;
    private final BrowserAddress portal;
    private final BrowserAddress viewer;
    private HttpSite site = HttpSite.empty();

    ViewerOrigin(Configuration configuration, Addresses addresses, ViewerDoor door) {
        this.addresses = addresses;
        this.door = door;
        this.portal = new BrowserAddress(
                configuration.get(PortalSettings.PORTAL_PUBLIC_URL),
                addresses.portal().getPort());
        this.viewer = new BrowserAddress(
                configuration.get(PortalSettings.VIEWER_PUBLIC_URL),
                addresses.viewer().getPort());
    }

    /** The portal, with tickets for the viewer, and with addresses in DICOMweb as browsers reach them. */
    HttpSite tickets(HttpSite unguarded) {
        Map<String, HttpServlet> all = new LinkedHashMap<>(unguarded.servlets());
        all.put(DICOM_WEB, portal.serving(dicomWeb(unguarded)));
        return new HttpSite(all).with(TICKETS, door.tickets(viewer));
    }

    private static HttpServlet dicomWeb(HttpSite site) {
        return Objects.requireNonNull(site.servlets().get(DICOM_WEB), "the viewer is served beside DICOMweb");
    }

    /** Chooses what is served: the viewer's files, and the images that the portal's site has. */
    void serve(HttpSite unguarded, Health health) {
        HttpServlet dicomWeb = viewer.serving(dicomWeb(unguarded));
        HttpSite chosen = HttpSite.empty();
        for (Map.Entry<String, HttpServlet> servlet :
                Viewer.servlets(door, portal, dicomWeb).entrySet()) {
            chosen = chosen.with(servlet.getKey(), servlet.getValue());
        }
        site = chosen;
        health.add("viewer", Health.Check.of(Viewer::problem));
    }

    /** Listens, where anything was chosen to be served. */
    void listen(Parts parts, HttpAnswers answers) {
        if (site.servlets().isEmpty()) {
            return;
        }
        URI address = addresses.viewer();
        HttpListener listener =
                new HttpListener.Plain(address.getHost(), address.getPort(), PortalSettings.VIEWER_PORT.key());
        parts.addDoor("viewer", HttpServer.start("viewer", site, List.of(listener), HttpLimits.DEFAULT, answers));
    }

    Optional<String> describe() {
        return site.servlets().isEmpty()
                ? Optional.empty()
                : Optional.of("Viewer, entered from the portal, at " + addresses.viewer());
    }
}
