package dev.xdsi.transaction;

import dev.xdsi.model.Code;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Who may update and remove metadata and documents here (ITI TF-3: Table 4.2.4.1-2, LocalPolicyRestrictionError).
 *
 * @param roles of users, as {@code code^^codingScheme}, one of which is enough; none: whoever the endpoint lets in; absent: nobody
 */
public record Administrators(Optional<Set<String>> roles) {
    public static final Administrators NOBODY = new Administrators(Optional.empty());
    public static final Administrators EVERYONE = new Administrators(Optional.of(Set.of()));

    public static Administrators withRoles(Set<String> roles) {
        return new Administrators(Optional.of(Set.copyOf(roles)));
    }

    /** The transaction for those who may; all others are told so. */
    public <Q, R> Transaction<Q, R> before(Transaction<Q, R> transaction, Function<RegistryResponse, R> refusal) {
        return (request, caller) -> mayUpdate(caller)
                ? transaction.perform(request, caller)
                : refusal.apply(RegistryResponse.ofSubmission(List.of(XdsError.of(
                        ErrorCode.LocalPolicyRestrictionError,
                        "what is shared is updated and removed here by users in the roles of the local policy only"))));
    }

    private boolean mayUpdate(Caller caller) {
        if (roles.isEmpty()) {
            return false;
        }
        Caller.User user = caller.user();
        if (roles.get().isEmpty()) {
            return true;
        }
        return user != null
                && user.affiliation().roles().stream().map(Code::coded).anyMatch(roles.get()::contains);
    }
}
