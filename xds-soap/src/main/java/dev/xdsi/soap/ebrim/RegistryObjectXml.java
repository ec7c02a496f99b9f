package dev.xdsi.soap.ebrim;

import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.wsdl.rim.IdentifiableType;
import java.io.StringReader;

/** One registry object as an XML text of its own: how a registry keeps it, to hand it out as it was registered. */
public final class RegistryObjectXml {
    private RegistryObjectXml() {}

    /** A {@code rim:ExtrinsicObject}, {@code rim:RegistryPackage} or {@code rim:Association} without an XML declaration. */
    public static String write(RegistryObjectDraft object) {
        return EbrimXml.writeObject(RegistryObjectCodec.encode(object));
    }

    /** What {@link #write} wrote. Anything else is refused with an {@link IllegalArgumentException}. */
    public static RegistryObjectDraft read(String xml) {
        IdentifiableType object = EbrimXml.read(new StringReader(xml), IdentifiableType.class);
        return RegistryObjectCodec.decode(object)
                .orElseThrow(() -> new IllegalArgumentException(
                        "not an object of XDS: " + object.getClass().getSimpleName()));
    }
}
