package dev.xdsi.audit;

import dev.xdsi.transaction.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * ActiveParticipant: a person or a process that took part (DICOM PS3.15 A.5.2).
 *
 * @param networkAccessPoint machine name or IP address; its type code follows from its form
 */
public record Participant(
        String userId,
        @Nullable String alternativeUserId,
        @Nullable String userName,
        boolean requestor,
        @Nullable String networkAccessPoint,
        List<AuditCode> roles) {
    static final AuditCode APPLICATION = AuditCode.dicom("110150", "Application");
    public static final AuditCode DESTINATION = AuditCode.dicom("110152", "Destination Role ID");
    static final AuditCode SOURCE = AuditCode.dicom("110153", "Source Role ID");

    private static final Pattern IP_ADDRESS =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.%\\w]*");

    public Participant {
        roles = List.copyOf(roles);
    }

    public static Participant node(String userId, String networkAccessPoint) {
        return new Participant(userId, null, null, false, networkAccessPoint, List.of());
    }

    /** The node that calls us. */
    public static Participant of(Caller.Node node) {
        return node(node.userId(), node.address());
    }

    /** The person for whom a node calls, in the form XUA prescribes (ITI TF-2: 3.40.4.2). */
    public static Participant of(Caller.User user) {
        List<AuditCode> roles =
                user.affiliation().roles().stream().map(AuditCode::of).toList();
        // The form of XUA names an account; the plain name beside it is what a person who reads the trail looks for.
        return new Participant(user.auditName(), user.identity().name(), user.auditName(), true, null, roles);
    }

    public Participant alternativeUserId(String id) {
        return new Participant(userId, id, userName, requestor, networkAccessPoint, roles);
    }

    public Participant requestor(boolean isRequestor) {
        return new Participant(userId, alternativeUserId, userName, isRequestor, networkAccessPoint, roles);
    }

    public Participant role(AuditCode role) {
        List<AuditCode> more = new ArrayList<>(roles);
        more.add(role);
        return new Participant(userId, alternativeUserId, userName, requestor, networkAccessPoint, more);
    }

    /** Whether the network access point is an IP address (type 2) and not a machine name (type 1). */
    boolean atIpAddress() {
        return networkAccessPoint != null
                && IP_ADDRESS.matcher(networkAccessPoint).matches();
    }
}
