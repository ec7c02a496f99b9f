package dev.xdsi.soap.ebrim;

import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Header;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.RegistryObjectDraft.Link;
import dev.xdsi.wsdl.rim.AssociationType1;
import dev.xdsi.wsdl.rim.ExtrinsicObjectType;
import dev.xdsi.wsdl.rim.IdentifiableType;
import dev.xdsi.wsdl.rim.ObjectFactory;
import dev.xdsi.wsdl.rim.RegistryObjectType;
import dev.xdsi.wsdl.rim.RegistryPackageType;
import dev.xdsi.wsdl.rim.VersionInfoType;
import jakarta.xml.bind.JAXBElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One registry object of XDS between {@code rim:*} and its draft, without loss for anything that the draft can hold. */
final class RegistryObjectCodec {
    private static final ObjectFactory RIM = new ObjectFactory();

    private RegistryObjectCodec() {}

    static JAXBElement<? extends RegistryObjectType> encode(RegistryObjectDraft draft) {
        return switch (draft.kind()) {
            case ExtrinsicObject -> RIM.createExtrinsicObject(extrinsicObject(draft));
            case RegistryPackage -> RIM.createRegistryPackage(filled(new RegistryPackageType(), draft));
            case Association -> RIM.createAssociation(association(draft));
        };
    }

    /** The draft of an object; empty for the kinds of registry object that XDS does not use. */
    static Optional<RegistryObjectDraft> decode(IdentifiableType rim) {
        return switch (rim) {
            case ExtrinsicObjectType object ->
                Optional.of(draft(
                        Kind.ExtrinsicObject, object, object.isSetMimeType() ? object.getMimeType() : null, null));
            case RegistryPackageType set -> Optional.of(draft(Kind.RegistryPackage, set, null, null));
            case AssociationType1 association ->
                Optional.of(draft(
                        Kind.Association,
                        association,
                        null,
                        new Link(
                                association.getAssociationType(),
                                association.getSourceObject(),
                                association.getTargetObject())));
            default -> Optional.empty();
        };
    }

    private static ExtrinsicObjectType extrinsicObject(RegistryObjectDraft draft) {
        ExtrinsicObjectType rim = filled(new ExtrinsicObjectType(), draft);
        rim.setMimeType(draft.header().mimeType());
        return rim;
    }

    private static AssociationType1 association(RegistryObjectDraft draft) {
        AssociationType1 rim = filled(new AssociationType1(), draft);
        Link link = draft.link();
        if (link != null) {
            rim.setAssociationType(link.associationType());
            rim.setSourceObject(link.sourceObject());
            rim.setTargetObject(link.targetObject());
        }
        return rim;
    }

    private static <T extends RegistryObjectType> T filled(T rim, RegistryObjectDraft draft) {
        Header header = draft.header();
        rim.setId(header.id());
        rim.setLid(header.lid());
        rim.setHome(header.home());
        rim.setObjectType(header.objectType());
        rim.setStatus(header.status());
        if (header.versionName() != null) {
            VersionInfoType version = new VersionInfoType();
            version.setVersionName(header.versionName());
            rim.setVersionInfo(version);
        }
        rim.setName(RimParts.text(draft.name()));
        rim.setDescription(RimParts.text(draft.description()));
        draft.slots().forEach(slot -> rim.getSlot().add(RimParts.slot(slot)));
        draft.classifications().forEach(part -> rim.getClassification().add(RimParts.classification(part)));
        draft.externalIdentifiers().forEach(part -> rim.getExternalIdentifier().add(RimParts.externalIdentifier(part)));
        return rim;
    }

    private static RegistryObjectDraft draft(
            Kind kind, RegistryObjectType rim, @Nullable String mimeType, @Nullable Link link) {
        VersionInfoType version = rim.getVersionInfo();
        Header header = new Header(
                rim.getId(),
                rim.getLid(),
                rim.getHome(),
                rim.getObjectType(),
                rim.getStatus(),
                mimeType,
                rim.isSetVersionInfo() && version.isSetVersionName() ? version.getVersionName() : null);
        return new RegistryObjectDraft(
                kind,
                header,
                RimParts.text(rim.getName()),
                RimParts.text(rim.getDescription()),
                RimParts.slots(rim.getSlot()),
                rim.getClassification().stream().map(RimParts::classification).toList(),
                rim.getExternalIdentifier().stream()
                        .map(RimParts::externalIdentifier)
                        .toList(),
                link);
    }
}
