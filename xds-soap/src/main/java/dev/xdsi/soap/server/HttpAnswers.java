package dev.xdsi.soap.server;

/** Hears of every answer of an HTTP server, once it was sent. It must be quick. */
@FunctionalInterface
public interface HttpAnswers {
    /** For where nobody counts. */
    HttpAnswers UNHEARD = (listener, status) -> {};

    /** @param listener by its configuration key, {@code ihe.tls.port} */
    void answered(String listener, int status);
}
