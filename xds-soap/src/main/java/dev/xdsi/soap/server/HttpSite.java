package dev.xdsi.soap.server;

import jakarta.servlet.http.HttpServlet;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a server offers, by path: {@code /registry} for exactly that, {@code /dicom-web/*} for all below it too. */
public record HttpSite(Map<String, HttpServlet> servlets) {
    public HttpSite {
        servlets = Map.copyOf(servlets);
    }

    public static HttpSite empty() {
        return new HttpSite(Map.of());
    }

    /** This site and {@code servlet} at {@code path}. */
    public HttpSite with(String path, HttpServlet servlet) {
        Map<String, HttpServlet> all = new LinkedHashMap<>(servlets);
        if (!path.startsWith("/") || all.put(path, servlet) != null) {
            throw new IllegalArgumentException("not a path, or taken already: " + path);
        }
        return new HttpSite(all);
    }
}
