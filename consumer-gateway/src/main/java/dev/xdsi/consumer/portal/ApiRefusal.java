package dev.xdsi.consumer.portal;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** Why a request gets no answer: an HTTP status and a sentence for a person. */
public final class ApiRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String allow;

    public ApiRefusal(int status, String sentence) {
        this(status, sentence, null);
    }

    private ApiRefusal(int status, String sentence, @Nullable String allow) {
        super(sentence);
        this.status = status;
        this.allow = allow;
    }

    /** A method that this address does not have; {@code allow} lists those that it has. */
    public static ApiRefusal method(String allow) {
        return new ApiRefusal(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "Only " + allow + " is possible here.", allow);
    }

    public int status() {
        return status;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    @Nullable
    String allow() {
        return allow;
    }
}
