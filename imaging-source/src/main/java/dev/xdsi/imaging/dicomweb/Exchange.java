package dev.xdsi.imaging.dicomweb;

import dev.xdsi.dicom.web.AcceptedTypes;
import dev.xdsi.imaging.disclosure.OpenDelivery;
import dev.xdsi.soap.server.FileOutlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** One request for a resource, and the answer to it. */
public record Exchange(HttpServletRequest request, HttpServletResponse response) {

    /** By the header and the query parameter (PS3.18 8.7.5). */
    public AcceptedTypes accepted() {
        return AcceptedTypes.parse(request.getHeader("Accept"), request.getParameter("accept"));
    }

    /** A query parameter that is not empty, which must not be there twice. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(request.getParameter(name)).filter(value -> !value.isEmpty());
    }

    /** Whether only the head of the answer is wanted. */
    public boolean isHead() {
        return request.getMethod().equals("HEAD");
    }

    /** Whether a part of the answer is wanted, so that it had better be one that has parts. */
    public boolean isForRange() {
        return request.getHeader("Range") != null;
    }

    /**
     * Says what the answer is a version of, and that the client may keep it but must ask each time whether it still may (RFC 9111
     * 5.2.2.4): consent can be withdrawn.
     *
     * @return false when the client has that version: then the answer is given (RFC 9110 13.1)
     */
    public boolean isNewer(EntityTag tag) {
        response.setHeader("ETag", tag.toString());
        response.setHeader("Cache-Control", "private, no-cache");
        response.addHeader("Vary", "Accept, Authorization");
        int instead = insteadOf(tag);
        if (instead != HttpServletResponse.SC_OK) {
            response.setStatus(instead);
        }
        return instead == HttpServletResponse.SC_OK;
    }

    private int insteadOf(EntityTag tag) {
        String ifMatch = request.getHeader("If-Match");
        if (ifMatch != null && !tag.isStronglyIn(ifMatch)) {
            return HttpServletResponse.SC_PRECONDITION_FAILED;
        }
        String ifNoneMatch = request.getHeader("If-None-Match");
        return ifNoneMatch != null && tag.isIn(ifNoneMatch)
                ? HttpServletResponse.SC_NOT_MODIFIED
                : HttpServletResponse.SC_OK;
    }

    /** Whether it may turn out that no body is sent, so that none should be made, or fetched, before that is known. */
    public boolean mayEndWithoutBody() {
        return isHead() || request.getHeader("If-Match") != null || request.getHeader("If-None-Match") != null;
    }

    /** Whether no body is sent of that version, so that none should be made, or fetched. */
    boolean endsWithoutBody(EntityTag tag) {
        return isHead() || insteadOf(tag) != HttpServletResponse.SC_OK;
    }

    /** Answers who has that version, before anything is made or fetched for it; false where it is to be sent. */
    boolean endsWithout(EntityTag tag, OpenDelivery delivery) {
        if (insteadOf(tag) == HttpServletResponse.SC_OK) {
            return false;
        }
        isNewer(tag);
        delivery.complete();
        return true;
    }

    /** Ends an answer of which there is a head alone. It is flushed, or else one that names no length would be said to have none (RFC 9110 8.6). */
    void endWithoutBody(OpenDelivery delivery) throws IOException {
        delivery.complete();
        response.flushBuffer();
    }

    /** The body of the answer for bytes that lie in files. */
    FileOutlet files() throws IOException {
        return FileOutlet.of(request, response);
    }

    public OutputStream body() throws IOException {
        return response.getOutputStream();
    }
}
