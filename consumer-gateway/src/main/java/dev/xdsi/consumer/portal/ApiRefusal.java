package dev.xdsi.consumer.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a request gets no answer: an HTTP status and a sentence for a person. */
public final class ApiRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String allow;
    private final @Nullable Duration again;

    public ApiRefusal(int status, String sentence) {
        this(status, sentence, null, null);
    }

    private ApiRefusal(int status, String sentence, @Nullable String allow, @Nullable Duration again) {
        super(sentence);
        this.status = status;
        this.allow = allow;
        this.again = again;
    }

    /** A method that this address does not have; {@code allow} lists those that it has. */
    public static ApiRefusal method(String allow) {
        return new ApiRefusal(
                HttpServletResponse.SC_METHOD_NOT_ALLOWED, "Only " + allow + " is possible here.", allow, null);
    }

    /** There is too much to do now; whoever asks again after a while may be lucky. */
    public static ApiRefusal busy(String sentence, Duration again) {
        return new ApiRefusal(HttpServletResponse.SC_SERVICE_UNAVAILABLE, sentence, null, again);
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

    @Nullable
    Duration again() {
        return again;
    }
}
