package dev.xdsi.assertion.wstrust;

import java.util.List;
import org.w3c.dom.Element;

/** A user's name and password in {@code wsse:Security} (WS-Security UsernameToken Profile 1.1: 3.1); it never prints itself. */
public record UsernameToken(String username, String password) {
    private static final String PASSWORD_TEXT =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText";

    /** Reads the one UsernameToken of a security header. */
    public static UsernameToken of(List<Element> header) throws RefusedRequestException {
        Element token = Elements.only(header, Namespaces.WSSE, "UsernameToken")
                .orElseThrow(() -> new RefusedRequestException(
                        TrustFault.FAILED_AUTHENTICATION,
                        "The user must prove himself by a wsse:UsernameToken in the wsse:Security header."));
        List<Element> parts = Elements.children(token);
        Element username = Elements.only(parts, Namespaces.WSSE, "Username").orElseThrow(UsernameToken::incomplete);
        Element password = Elements.only(parts, Namespaces.WSSE, "Password").orElseThrow(UsernameToken::incomplete);
        String type = password.getAttribute("Type");
        if (!type.isEmpty() && !type.equals(PASSWORD_TEXT)) {
            throw new RefusedRequestException(
                    TrustFault.FAILED_AUTHENTICATION, "The password must be of the type " + PASSWORD_TEXT + ".");
        }
        return new UsernameToken(Elements.text(username), Elements.text(password));
    }

    private static RefusedRequestException incomplete() {
        return new RefusedRequestException(
                TrustFault.FAILED_AUTHENTICATION, "A wsse:UsernameToken needs a Username and a Password.");
    }

    @Override
    public String toString() {
        return "UsernameToken";
    }
}
