package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandSet;
import dev.xdsi.dicom.net.pdu.AeTitle;
import java.util.Optional;

/** Who asked by C-MOVE, and in which message, for what a C-STORE brings, PS3.7 9.1.1.1. */
public record MoveOriginator(AeTitle aeTitle, int messageId) {
    /** Of a C-STORE-RQ; empty where it names no title, as that of one who sends unasked. */
    static Optional<MoveOriginator> of(CommandSet request) {
        return request.text(CommandElement.MOVE_ORIGINATOR_AE_TITLE)
                .flatMap(AeTitle::of)
                .map(title -> new MoveOriginator(
                        title,
                        request.number(CommandElement.MOVE_ORIGINATOR_MESSAGE_ID)
                                .orElse(0)));
    }
}
