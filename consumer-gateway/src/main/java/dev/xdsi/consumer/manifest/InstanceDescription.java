package dev.xdsi.consumer.manifest;

/**
 * What a manifest with a description says of an instance (IHE RAD MADO, TID 1601); each part empty where it says nothing.
 *
 * @param number Instance Number, as written
 * @param frames Number of Frames; 0 where it says none
 * @param title the meaning of the document title of key objects
 * @param description Key Object Description, of key objects
 */
public record InstanceDescription(String number, int frames, String title, String description) {
    public static final InstanceDescription NONE = new InstanceDescription("", 0, "");

    /** Of an image, or of key objects that are not described. */
    public InstanceDescription(String number, int frames, String title) {
        this(number, frames, title, "");
    }
}
