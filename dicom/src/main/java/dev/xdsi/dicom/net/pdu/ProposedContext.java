package dev.xdsi.dicom.net.pdu;

import java.util.List;

/** A presentation context as the requestor proposes it, PS3.8 9.3.2.2: one abstract syntax, one or more transfer syntaxes. */
public record ProposedContext(int id, String abstractSyntax, List<String> transferSyntaxes) {
    /** Odd numbers from 1 to 255. */
    public static final int MAXIMUM_COUNT = 128;

    public ProposedContext {
        requireOddId(id);
        transferSyntaxes = List.copyOf(transferSyntaxes);
        if (transferSyntaxes.isEmpty()) {
            throw new IllegalArgumentException("A presentation context proposes at least one transfer syntax");
        }
    }

    static void requireOddId(int id) {
        if (id < 1 || id > 255 || id % 2 == 0) {
            throw new IllegalArgumentException("A presentation context id is an odd number from 1 to 255, not " + id);
        }
    }
}
