package dev.xdsi.dicom.net.pdu;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Understands the bodies of A-ASSOCIATE-RQ and A-ASSOCIATE-AC, PS3.8 9.3.2 and 9.3.3. */
final class PduDecoder {
    /** More than any proposal needs: two items beside the contexts, and room for what future standards add. */
    private static final int MAXIMUM_ITEMS = 256;

    private static final int MAXIMUM_TRANSFER_SYNTAXES = 128;
    private static final AeTitle UNTESTED = new AeTitle("NOT-TESTED");

    private final ByteCursor body;
    private final List<ProposedContext> proposed = new ArrayList<>();
    private final List<ContextResult> results = new ArrayList<>();
    private final Set<Integer> ids = new HashSet<>();
    private UserInformation userInformation = UserInformation.of();
    private String applicationContext = "";

    private PduDecoder(byte[] body) {
        this.body = new ByteCursor(body);
    }

    static AssociateRequest request(byte[] body) throws ProtocolViolation {
        return new PduDecoder(body).request();
    }

    static AssociateAccept accept(byte[] body) throws ProtocolViolation {
        return new PduDecoder(body).accept();
    }

    private AssociateRequest request() throws ProtocolViolation {
        version(AssociateReject.PROTOCOL_VERSION_NOT_SUPPORTED);
        AeTitle called = title(AssociateReject.CALLED_AE_TITLE_NOT_RECOGNIZED, "called");
        AeTitle calling = title(AssociateReject.CALLING_AE_TITLE_NOT_RECOGNIZED, "calling");
        body.skip(32);
        items();
        if (!applicationContext.equals(AssociateRequest.APPLICATION_CONTEXT)) {
            throw new ProtocolViolation(
                    "The request names another application context than DICOM's",
                    AssociateReject.APPLICATION_CONTEXT_NOT_SUPPORTED);
        }
        if (proposed.isEmpty()) {
            throw new ProtocolViolation(
                    "No presentation context is proposed", AssociateReject.NOT_ACCEPTABLE_TO_PROVIDER);
        }
        return new AssociateRequest(called, calling, proposed, userInformation);
    }

    /** The titles in an acceptance shall not be tested, PS3.8 9.3.3. */
    private AssociateAccept accept() throws ProtocolViolation {
        version(Abort.INVALID_PARAMETER);
        body.skip(64);
        items();
        return new AssociateAccept(UNTESTED, UNTESTED, results, userInformation);
    }

    private void version(Pdu answer) throws ProtocolViolation {
        if ((body.u16() & 1) == 0) {
            throw new ProtocolViolation("The peer does not speak version 1 of the upper layer protocol", answer);
        }
        body.skip(2);
    }

    private AeTitle title(AssociateReject rejection, String which) throws ProtocolViolation {
        String text = body.text(16);
        if (!AeTitle.valid(text)) {
            throw new ProtocolViolation(
                    "The " + which + " AE title is empty or has characters it must not have", rejection);
        }
        return new AeTitle(text);
    }

    private void items() throws ProtocolViolation {
        for (int count = 0; body.hasMore(); count++) {
            if (count == MAXIMUM_ITEMS) {
                throw ProtocolViolation.parameter("More than " + MAXIMUM_ITEMS + " items in an association request");
            }
            int type = body.u8();
            body.skip(1);
            ByteCursor item = body.slice(body.u16());
            switch (type) {
                case ItemType.APPLICATION_CONTEXT -> applicationContext = item.restAsUid();
                case ItemType.PROPOSED_CONTEXT -> proposed.add(proposedContext(item));
                case ItemType.CONTEXT_RESULT -> results.add(contextResult(item));
                case ItemType.USER_INFORMATION -> userInformation = UserItemDecoder.decode(item);
                default -> {
                    // PS3.8 9.3.1: items of an unrecognized type are ignored.
                }
            }
        }
    }

    private ProposedContext proposedContext(ByteCursor item) throws ProtocolViolation {
        int id = contextId(item);
        item.skip(3);
        List<String> abstractSyntaxes = new ArrayList<>();
        List<String> transferSyntaxes = new ArrayList<>();
        while (item.hasMore()) {
            int type = item.u8();
            item.skip(1);
            ByteCursor value = item.slice(item.u16());
            switch (type) {
                case ItemType.ABSTRACT_SYNTAX -> abstractSyntaxes.add(value.restAsUid());
                case ItemType.TRANSFER_SYNTAX -> transferSyntaxes.add(value.restAsUid());
                default -> {
                    // PS3.8 9.3.1: items of an unrecognized type are ignored.
                }
            }
            if (transferSyntaxes.size() > MAXIMUM_TRANSFER_SYNTAXES || abstractSyntaxes.size() > 1) {
                throw ProtocolViolation.parameter("Presentation context " + id + " proposes too many syntaxes");
            }
        }
        if (transferSyntaxes.isEmpty() || abstractSyntaxes.isEmpty()) {
            throw ProtocolViolation.parameter("Presentation context " + id + " lacks an abstract or a transfer syntax");
        }
        return new ProposedContext(id, abstractSyntaxes.getFirst(), transferSyntaxes);
    }

    private ContextResult contextResult(ByteCursor item) throws ProtocolViolation {
        int id = contextId(item);
        item.skip(1);
        int result = item.u8();
        item.skip(1);
        ContextResult.Reason reason = ContextResult.Reason.of(result)
                .orElseThrow(
                        () -> ProtocolViolation.parameter("Presentation context " + id + " has an unknown result"));
        boolean accepted = reason == ContextResult.Reason.ACCEPTANCE;
        // The transfer syntax of a rejected context is not significant and often empty.
        return new ContextResult(id, reason, accepted ? transferSyntax(item) : "");
    }

    private static String transferSyntax(ByteCursor item) throws ProtocolViolation {
        if (item.u8() != ItemType.TRANSFER_SYNTAX) {
            throw ProtocolViolation.parameter("An accepted presentation context names no transfer syntax");
        }
        item.skip(1);
        return item.uid(item.u16());
    }

    private int contextId(ByteCursor item) throws ProtocolViolation {
        int id = item.u8();
        if (id % 2 == 0 || !ids.add(id)) {
            throw ProtocolViolation.parameter("Presentation context id " + id + " is even or used twice");
        }
        return id;
    }
}
