package dev.xdsi.soap.xua;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * Who presents an assertion, as far as the connection proves it.
 *
 * @param certificate the TLS client certificate, when there was one
 */
public record Presenter(@Nullable X509Certificate certificate) {
    public static final Presenter UNKNOWN = new Presenter(null);
}
