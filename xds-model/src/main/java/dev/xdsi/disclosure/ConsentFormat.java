package dev.xdsi.disclosure;

import dev.xdsi.model.Code;
import java.util.List;

/** The formatCodes by which consent documents are known (BPPC, ITI TF-3: 5.1.2). */
public final class ConsentFormat {
    private static final String SCHEME = "1.3.6.1.4.1.19376.1.2.3";

    /** A consent as structured text. */
    public static final Code BPPC = Code.of("urn:ihe:iti:bppc:2007", SCHEME, "Basic Patient Privacy Consents");

    /** A consent with a scanned paper (BPPC-SD). */
    public static final Code BPPC_SD =
            Code.of("urn:ihe:iti:bppc-sd:2007", SCHEME, "Basic Patient Privacy Consents with Scanned Document");

    public static final List<Code> ALL = List.of(BPPC, BPPC_SD);

    private ConsentFormat() {}

    /** Whether a document of this formatCode is a consent. */
    public static boolean isConsent(Code formatCode) {
        return ALL.stream().anyMatch(formatCode::sameValue);
    }
}
