package dev.xdsi.model;

import java.util.Optional;

/** The objectType of a DocumentEntry: a document that is, or one made when asked for (ITI TF-3: 4.2.5.2). */
public enum DocumentEntryType {
    STABLE("urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1"),
    ON_DEMAND("urn:uuid:34268e47-fdf5-41a6-ba33-82133c465248");

    private final String urn;

    DocumentEntryType(String urn) {
        this.urn = urn;
    }

    public String urn() {
        return urn;
    }

    public static Optional<DocumentEntryType> ofUrn(String urn) {
        for (DocumentEntryType value : values()) {
            if (value.urn.equals(urn)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
