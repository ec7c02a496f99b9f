package dev.xdsi.consumer.retrieval;

import java.util.Optional;

/** The three ways from an Imaging Document Source to us. */
public enum Via {
    RAD_69("rad69"),
    WADO_RS("wado-rs"),
    WADO_URI("wado-uri");

    private final String word;

    Via(String word) {
        this.word = word;
    }

    /** As written on the command line and in the portal's addresses. */
    public String word() {
        return word;
    }

    public static Optional<Via> ofWord(String word) {
        for (Via via : values()) {
            if (via.word.equals(word)) {
                return Optional.of(via);
            }
        }
        return Optional.empty();
    }
}
