package dev.xdsi.soap;

/**
 * How much one SOAP message may hold. Every bound applies before anyone is authenticated by the message's content.
 *
 * @param parts MIME parts of one message, the envelope's included
 * @param attachmentBytes bytes of one attachment
 * @param messageBytes bytes of the whole message
 * @param envelopeBytes bytes of the envelope, with the documents that the sender inlined
 * @param memoryBytes what of one message stays in memory; the rest goes to a temporary file
 * @param questionBytes bytes of a whole message that asks for something, and so brings nothing
 */
public record SoapLimits(
        int parts, long attachmentBytes, long messageBytes, long envelopeBytes, int memoryBytes, long questionBytes) {
    private static final long MEBIBYTE = 1024L * 1024;

    /** Enough for a study of 20,000 instances, small enough to notice what is none. */
    public static final SoapLimits DEFAULT =
            new SoapLimits(20_001, 16_384 * MEBIBYTE, 65_536 * MEBIBYTE, 64 * MEBIBYTE, 256 * 1024);

    /** Without a limit of their own for questions. */
    public SoapLimits(int parts, long attachmentBytes, long messageBytes, long envelopeBytes, int memoryBytes) {
        this(parts, attachmentBytes, messageBytes, envelopeBytes, memoryBytes, messageBytes);
    }

    public SoapLimits {
        if (parts < 1
                || attachmentBytes < 1
                || messageBytes < 1
                || envelopeBytes < 1
                || memoryBytes < 1
                || questionBytes < 1) {
            throw new IllegalArgumentException("every limit must be positive");
        }
    }
}
