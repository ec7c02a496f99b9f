package dev.xdsi.soap.xua;

import dev.xdsi.transaction.Caller;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An assertion in the Authorization header of a request without SOAP (IHE IUA, SAML Token option; RFC 6750 2.1). */
public final class BearerAssertion {
    public static final String HEADER = "Authorization";

    private static final Pattern FORM = Pattern.compile("(?i:Bearer|IHE-SAML) +([A-Za-z0-9+/_-]+=*) *");

    private BearerAssertion() {}

    /** The value of the header. */
    public static String value(Caller.Assertion assertion) {
        return "Bearer "
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(assertion.xml().getBytes(StandardCharsets.UTF_8));
    }

    /** The text of the assertion in a header's value, base64url or base64; empty when it holds none. */
    static Optional<String> read(String value) {
        Matcher form = FORM.matcher(value);
        if (!form.matches()) {
            return Optional.empty();
        }
        String token = form.group(1).replace('+', '-').replace('/', '_');
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException unreadable) {
            return Optional.empty();
        }
    }
}
