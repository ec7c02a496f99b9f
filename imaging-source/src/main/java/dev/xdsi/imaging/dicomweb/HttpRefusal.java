package dev.xdsi.imaging.dicomweb;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Why a request gets no resource, said with a status and a sentence that repeats nothing of the request. */
public record HttpRefusal(int status, String sentence) {
    public static final HttpRefusal NOT_FOUND =
            new HttpRefusal(HttpServletResponse.SC_NOT_FOUND, "There is nothing of that name here.");

    public static HttpRefusal badRequest(String sentence) {
        return new HttpRefusal(HttpServletResponse.SC_BAD_REQUEST, sentence);
    }

    public static HttpRefusal notAcceptable(String sentence) {
        return new HttpRefusal(HttpServletResponse.SC_NOT_ACCEPTABLE, sentence);
    }

    public void send(HttpServletResponse response) throws IOException {
        byte[] body = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/plain; charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
