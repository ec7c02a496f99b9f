package dev.xdsi.imaging.manifest;

/** What a manifest says of a study beyond where its instances are. Its title code tells one kind from another, its formatCode does not. */
public enum ManifestKind {
    /** The instances and where they are (RAD TF-3: 4.68.4.1.2.1). */
    KOS(CodedConcept.MANIFEST),
    /** The same with an Image Library that describes series and instances (IHE RAD MADO, TID 1600). */
    MADO(CodedConcept.MANIFEST_WITH_DESCRIPTION);

    private final CodedConcept title;

    ManifestKind(CodedConcept title) {
        this.title = title;
    }

    /** Concept Name Code Sequence (0040,A043) of its root. */
    public CodedConcept title() {
        return title;
    }
}
