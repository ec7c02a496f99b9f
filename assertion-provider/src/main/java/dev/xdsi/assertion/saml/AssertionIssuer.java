package dev.xdsi.assertion.saml;

import dev.xdsi.transaction.Caller;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.w3c.dom.Document;

/** Makes signed assertions about users (ITI TF-2: 3.40.4.1.2). */
public final class AssertionIssuer {
    private final AssertionSignature signature;
    private final Supplier<UUID> ids;

    public AssertionIssuer(SigningKey key, Supplier<UUID> ids) {
        this.signature = new AssertionSignature(key);
        this.ids = ids;
    }

    /** An assertion that says of the user all that is known, and nothing else. */
    public Caller.Assertion issue(Caller.User user, Validity validity, List<String> audiences) {
        // An xs:ID must not begin with a digit.
        Document document = new AssertionWriter("_" + ids.get(), user, validity).write(audiences);
        signature.sign(document.getDocumentElement());
        return new Caller.Assertion(Xml.text(document));
    }
}
