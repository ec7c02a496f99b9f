package dev.xdsi.dicom.codec.jpeg2000;

/**
 * The code words of quads (ISO/IEC 15444-15 Annex C): which samples are significant, and what is known beforehand of how large they are.
 *
 * <p>The words of a context leave no gap, so that their lengths say them all: in the order of their bits, the first read first, they stand
 * here as four digits each, which are the length (and 8 where an offset follows), the significant samples, those whose exponent's bit is
 * known, and that bit. Of four samples the upper left one is 1, the lower left 2, the upper right 4 and the lower right 8.
 */
final class QuadCodes {
    private static final int MOST_BITS = 7;
    private static final int CONTEXTS = 8;
    private static final int WORDS = 1 << MOST_BITS;
    private static final int DIGITS = 4;
    private static final int HEX = 16;
    private static final int OFFSET = 8;

    /** Of the first row of quads. */
    private static final String[] FIRST = {
        "320038003400410055005c005a005300eb10eff4efe2eff8eea8ecc8ecc4ea88e720e9006900e8886600e544e444fff1ffe6fff5fe22fffcffbaff997f00fee4"
                + "7e00fdd8fd54fd117d00fcccfb117b00faa2f551f7227700f600f331f322f111f222",
        "200048004400420041005c00eb10efe4efa2efb8eea8ed54ecc4ec88ea886a00e9006900e888e300e720e6006600e5446500e4446300e2227f00fff1ff88fee4"
                + "fd11fe227e00fdd87d00fb117b00faa2f111f7227700f551",
        "200048004400420041005500e731ef74ef11eff1ee20edc4ed88ec446c00eb20ea006a00e90069006600e554e551e311e4446300e111fff8fe22ff327f007e00"
                + "fdd17d00fcc8f774fb227b00f888f555f7227700f600f222f332",
        "300041005200dff1dff4dff85800d55555005400efaaeff2eff5eec8edd4edd1ec446c00eb32ea886a006900e311e771e764e554e551e4446300e111fffcfff3"
                + "ffe6ffb9fe447f00fee2fee47e00fdd8fdd5fddcfd997d00fcc8fbb8f888fb11fbb17b00faa2f998f911f773f772f222f7667700f662f6447600f332",
        "200048004400420041005a006900efb8ef72ef91eec8ee44ed10ec886c00eb00eaa8eaa2e888e322e740e6006600e50065006300e222fff4ff76fd11ff997f00"
                + "fee27e007d00fcc4f900fbb27b00faaaf7447700f444f111f331",
        "3000dff2dff8dff45a005800540052005100eff16900ef76eee8eee2edd4ed98ec886c00ebb2eb98eaa8eaa2eaaae888e332e764e6226600e54465006300e222"
                + "fffafff3ffd9ff77fffcff757f00fee4feeafeecfe667e00fdd1fd99fdd57d00fcc4fbb1fb99fbb37b00f991f988f766f771f772f7737700f664f551f444f333"
                + "f331f111",
        "300041005200dff1dff2580054005300eff8eff4effce771eff3efeaef66eee8ed54ecc86c00ebb2eb91ea226a006900e7646600e5116500e222e332e331e333"
                + "e111fff5ffb97f00fee4fd55feecfe22fee27e00fdd1fdc87d00fcc4fbb8fcccfb99fbba7b00faa8f998f911f772f888f766f7737700f664f622f444f554",
        "cff1cff4cff8cff2dffa5000dff3dff5dfffeffceff6eee8eff9eee2edd4edd1ebb2ea22e900e771e600e51162006100fffbfffe7f00fff7fffdfee4feeafeec"
                + "fe667e00fdd8fdd5fddcfd997d00fcc4fc887c00fbb87a00fbbafbb1fbb3fb997b00faa8f7757900f8887800f774f772f773f766770075007600f554f4447400"
                + "f331f332f3337300f222f111",
    };

    /** Of the others. */
    private static final String[] FURTHER = {
        "310038003400320056005c005a005900d88855005300ef10ee40ed00ec88e900eb00ea88e500e700e300e444e111e222ff117f007d00fe447e00fcc477007b00"
                + "faa2f600",
        "1000480042004100540053006500ef406c006a006900fb00ff447f00fe007e00fd007d00fc007b00fa00f888f900f444f7007700f6007600f500f222f332f311"
                + "f111",
        "100042004100580054006c00eaa26a0063006500e222fff8ff72ff51ff447f00fe40fe447e00fd007d00fc00faaafb00fbb27b00faa8f700f9007900f8887700"
                + "f6007600f500f331f444f322f111",
        "200042004100580054005300e751eff1eff8eff26f00ed40ec006c00ebb2eb886b00ea226a00e900690067006600e5116500e222e331e332e111fff4fee2fff5"
                + "ffa8fffaff73ff66fec8fe447e00fbb3fd447d00fbb1faa8f888f744f772f554f600f444f333",
        "1000480044005c00520051006a00ef30ee20e44466006500ff32ff117f00fb00fe227e00fd007d00fcc4fcc8fccc7b00fa00f700f9007900f8887700f600f300"
                + "f5007300f222f111",
        "2000440052005f005c00580055005100eea8eff2eff8eff4effceff16e00ed546d00ec44e720eb106b00ea006a006900e88867006600e544e300e4446300e111"
                + "fff3fffaff76ffd5ff99fe22fee4fd11fdd8fb11fcc8f600f900f722f222f551",
        "300044004200410055005c005a0058006b00eff4eff8eff26f00eee86e006d00eaa2e722e9006900e88867006600e544e322e4446300e222e111fff1fffcfff5"
                + "ffb9fee2fffaff76ff33fdd1feeafe44fee4fdc8fd44fdd4fbb1fcc4fcc8fcccfba8fb22fbb2faaafaa8f551f774f731f664f622f331",
        "3f0040005d00dff4dff1dff8dff25b0057005500effceff5efb9eea8effaef76eff36e00ed54ea00ec006c00eb326a0069006800e77164006600e51163006200"
                + "e1116100fee4fffbfff7fffffdd8fe22fee2fbb8fd11fdd1f900fb11fbb1f772f888f600f773f744f774f332f554f444f311f222",
    };

    private static final QuadCodes FIRST_ROW = new QuadCodes(FIRST);
    private static final QuadCodes FURTHER_ROWS = new QuadCodes(FURTHER);

    /** By context and the next bits, the first lowest. */
    private final short[] codes = new short[CONTEXTS * WORDS];

    private QuadCodes(String[] contexts) {
        for (int context = 0; context < CONTEXTS; context++) {
            int word = 0;
            for (int i = 0; i < contexts[context].length(); i += DIGITS) {
                int code = Integer.parseInt(contexts[context], i, i + DIGITS, HEX);
                for (int end = word + (1 << (MOST_BITS - length(code))); word < end; word++) {
                    int turned = Integer.reverse(word) >>> (Integer.SIZE - MOST_BITS);
                    codes[context * WORDS + turned] = (short) code;
                }
            }
        }
    }

    static QuadCodes of(boolean firstRow) {
        return firstRow ? FIRST_ROW : FURTHER_ROWS;
    }

    int read(int context, BackwardBits bits) {
        int code = codes[context * WORDS + bits.peek(MOST_BITS)] & 0xFFFF;
        bits.skip(length(code));
        return code;
    }

    private static int length(int code) {
        return code >> 12 & MOST_BITS;
    }

    static boolean hasOffset(int code) {
        return (code >> 12 & OFFSET) != 0;
    }

    static int significant(int code) {
        return code >> 8 & 0xF;
    }

    /** Whose exponent's highest bit need not be read. */
    static int known(int code) {
        return code >> 4 & 0xF;
    }

    /** That bit. */
    static int bits(int code) {
        return code & 0xF;
    }
}
