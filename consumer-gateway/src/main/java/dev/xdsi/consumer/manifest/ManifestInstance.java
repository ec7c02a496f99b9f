package dev.xdsi.consumer.manifest;

/** One instance that a manifest refers to: (0008,1150) and (0008,1155), and how it is described. */
public record ManifestInstance(String sopClassUID, String sopInstanceUID, InstanceDescription description) {
    public ManifestInstance(String sopClassUID, String sopInstanceUID) {
        this(sopClassUID, sopInstanceUID, InstanceDescription.NONE);
    }
}
