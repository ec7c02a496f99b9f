package dev.xdsi.consumer.portal;

import dev.xdsi.model.Code;
import dev.xdsi.transaction.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session as the portal's page sees it; the members in JSON are named by these components. */
record SessionView(
        String user,
        String name,
        @Nullable String organization,
        List<String> roles,
        boolean breakGlass,
        boolean administrator,
        List<Emergency> emergencies,
        String csrf) {

    /** An emergency that holds now. */
    record Emergency(String patient, String until) {}

    static SessionView of(Session session) {
        LogIn.Proven proven = session.proven();
        Caller.User user = proven.user();
        return new SessionView(
                user.identity().id(),
                user.identity().name(),
                user.affiliation().organization(),
                user.affiliation().roles().stream().map(SessionView::words).toList(),
                proven.rights().breakGlass(),
                proven.rights().administrator(),
                session.emergencies().entrySet().stream()
                        .map(stated -> new Emergency(
                                stated.getKey().cx(), stated.getValue().until().toString()))
                        .toList(),
                session.csrfToken());
    }

    private static String words(Code code) {
        return code.displayName() == null ? code.code() : code.displayName().text();
    }
}
