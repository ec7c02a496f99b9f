package dev.xdsi.consumer.portal;

import dev.xdsi.model.Code;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who vouches for the users of the portal: an X-Assertion Provider, wherever it runs (ITI TF-1: 13.1). */
public interface LogIn {
    /** Proves a user by the password. */
    Result byPassword(String userId, String password, Caller.Node from);

    /** A new assertion like the last one, for a user who logged in before. */
    Result again(Proven user, Caller.Node from);

    /** An assertion for an emergency of one patient, for a user who logged in before. */
    Result emergency(Proven user, PatientId patient, String reason, Caller.Node from);

    /** The user went away. */
    void loggedOut(Proven user, Caller.Node from);

    /**
     * A user who is logged in was refused something, or somebody wanted it in his name: for the audit trail.
     *
     * @param sentence why, as it is answered
     */
    void denied(Proven user, Caller.Node from, Asked asked, String sentence);

    /**
     * What a request wants; the values of its query may tell of patients and are not in it.
     *
     * @param path as it was sent
     */
    record Asked(String method, String path) {}

    /** What came of it. */
    sealed interface Result {}

    /** No: a sentence for the user. */
    record Refused(String sentence) implements Result {}

    /**
     * A user, and what proves him to partners.
     *
     * @param assertion none where partners are called by the node alone
     * @param since when he logged in
     * @param until when the assertion ends
     */
    record Proven(Caller.User user, Caller.@Nullable Assertion assertion, Instant since, Instant until, Rights rights)
            implements Result {}

    /**
     * What the portal lets a user do.
     *
     * @param purposesOfUse that he may state
     * @param breakGlass whether he may state an emergency
     * @param administrator whether he may look into the audit trail and manage users
     */
    record Rights(List<Code> purposesOfUse, boolean breakGlass, boolean administrator) {
        public Rights {
            purposesOfUse = List.copyOf(purposesOfUse);
        }
    }
}
