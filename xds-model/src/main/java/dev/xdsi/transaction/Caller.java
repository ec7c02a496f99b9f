package dev.xdsi.transaction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who was proven to be calling: the node always, the user where an assertion or a log-in proved one.
 * Made once at the edge; nothing below reads HTTP, SOAP or DICOM headers for it.
 */
public record Caller(Node node, @Nullable User user) {

    /** The anonymous {@code wsa:ReplyTo} of WS-Addressing 1.0. */
    public static final String ANONYMOUS = "http://www.w3.org/2005/08/addressing/anonymous";

    /** A call that this process makes on its own behalf. */
    public static Caller self(String userId) {
        return new Caller(new Node("127.0.0.1", userId, null), null);
    }

    /**
     * The calling node.
     *
     * @param address IP address of the peer, as text
     * @param userId how ATNA names the caller: its {@code wsa:ReplyTo}, its AE title, or {@link #ANONYMOUS}
     * @param certificateSubject distinguished name of the TLS client certificate, when there was one
     */
    public record Node(
            String address, String userId, @Nullable String certificateSubject) {}

    /**
     * The person for whom the node calls, as the X-Assertion Provider vouched for (ITI TF-2: 3.40).
     *
     * @param id Subject/NameID
     * @param issuer issuer of the assertion
     */
    public record User(String id, String issuer, String name, List<String> roles, List<String> purposesOfUse) {
        public User {
            roles = List.copyOf(roles);
            purposesOfUse = List.copyOf(purposesOfUse);
        }

        /** The form in which ATNA records name the user (ITI TF-2: 3.40.4.2). */
        public String auditName() {
            return "<" + id + "@" + issuer + ">";
        }
    }
}
