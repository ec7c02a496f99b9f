package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.AeTitle;

/** Who asked by C-MOVE, and in which message, for what a C-STORE brings, PS3.7 9.1.1.1. */
public record MoveOriginator(AeTitle aeTitle, int messageId) {}
