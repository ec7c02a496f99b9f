package dev.xdsi.consented;

import dev.xdsi.model.Code;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who asks, in short words: a role, an organisation, a purpose of use, a reason, and the patient the assertion is about. */
record Asking(
        String role,
        String organisation,
        String purpose,
        @Nullable String reason,
        @Nullable PatientId about) {
    static final Asking NOBODY = new Asking("", "", "", null, null);
    static final Asking DOCTOR = new Asking("doctor", "A", "TREAT", null, null);
    static final Asking CLERK = new Asking("clerk", "B", "TREAT", null, null);

    Asking inEmergency(@Nullable String why) {
        return new Asking(role, organisation, "EMERGENCY", why, about);
    }

    Asking of(String organisationName) {
        return new Asking(role, organisationName, purpose, reason, about);
    }

    Caller caller() {
        return new Caller(new Caller.Node("127.0.0.1", Caller.ANONYMOUS, null), user());
    }

    private Caller.@Nullable User user() {
        if (role.isEmpty()) {
            return null;
        }
        return new Caller.User(
                new Caller.Identity("u-" + role, "https://idp.example", role, null),
                new Caller.Affiliation(
                        organisation,
                        organisation.isEmpty() ? null : "urn:oid:1.2.3." + (int) organisation.charAt(0),
                        null,
                        null,
                        List.of(Code.of(role, "roles", "Role of " + role))),
                new Caller.Intent(
                        purpose.isEmpty() ? List.of() : List.of(Code.of(purpose, "purposes", "Any name")),
                        reason,
                        about,
                        List.of(),
                        List.of()));
    }
}
