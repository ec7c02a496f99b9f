package dev.xdsi.soap.ebrim;

import dev.xdsi.model.InternationalString;
import dev.xdsi.model.InternationalString.LocalizedString;
import dev.xdsi.model.draft.ClassificationDraft;
import dev.xdsi.model.draft.ExternalIdentifierDraft;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.Vocabulary;
import dev.xdsi.wsdl.rim.ClassificationType;
import dev.xdsi.wsdl.rim.ExternalIdentifierType;
import dev.xdsi.wsdl.rim.InternationalStringType;
import dev.xdsi.wsdl.rim.LocalizedStringType;
import dev.xdsi.wsdl.rim.SlotType1;
import dev.xdsi.wsdl.rim.ValueListType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What registry objects are made of: slots, texts, classifications, external identifiers. */
final class RimParts {
    private RimParts() {}

    static SlotType1 slot(SlotDraft draft) {
        ValueListType values = new ValueListType();
        values.getValue().addAll(draft.values());
        SlotType1 slot = new SlotType1();
        slot.setName(draft.name());
        slot.setValueList(values);
        return slot;
    }

    static SlotDraft slot(SlotType1 slot) {
        ValueListType values = slot.getValueList();
        return new SlotDraft(
                Objects.requireNonNullElse(slot.getName(), ""),
                slot.isSetValueList() && values.isSetValue() ? List.copyOf(values.getValue()) : List.of());
    }

    static List<SlotDraft> slots(List<SlotType1> slots) {
        return slots.stream().map(RimParts::slot).toList();
    }

    static @Nullable InternationalStringType text(@Nullable InternationalString text) {
        if (text == null) {
            return null;
        }
        InternationalStringType rim = new InternationalStringType();
        for (LocalizedString localized : text.localized()) {
            LocalizedStringType string = new LocalizedStringType();
            string.setValue(localized.value());
            string.setLang(localized.lang());
            string.setCharset(localized.charset());
            rim.getLocalizedString().add(string);
        }
        return rim;
    }

    static @Nullable InternationalString text(@Nullable InternationalStringType rim) {
        if (rim == null) {
            return null;
        }
        return new InternationalString(
                rim.getLocalizedString().stream().map(RimParts::localized).toList());
    }

    /** The defaults of xml:lang and charset are the reader's; the draft keeps only what was written. */
    private static LocalizedString localized(LocalizedStringType string) {
        return new LocalizedString(
                Objects.requireNonNullElse(string.getValue(), ""),
                string.isSetLang() ? string.getLang() : null,
                string.isSetCharset() ? string.getCharset() : null);
    }

    static ClassificationType classification(ClassificationDraft draft) {
        ClassificationType rim = new ClassificationType();
        rim.setId(draft.id());
        rim.setObjectType(Vocabulary.CLASSIFICATION_TYPE);
        rim.setClassificationScheme(draft.classificationScheme());
        rim.setClassificationNode(draft.classificationNode());
        rim.setClassifiedObject(draft.classifiedObject());
        rim.setNodeRepresentation(draft.nodeRepresentation());
        rim.setName(text(draft.name()));
        draft.slots().forEach(slot -> rim.getSlot().add(slot(slot)));
        return rim;
    }

    static ClassificationDraft classification(ClassificationType rim) {
        return new ClassificationDraft(
                rim.getId(),
                rim.getClassificationScheme(),
                rim.getClassificationNode(),
                rim.getClassifiedObject(),
                rim.getNodeRepresentation(),
                text(rim.getName()),
                slots(rim.getSlot()));
    }

    static ExternalIdentifierType externalIdentifier(ExternalIdentifierDraft draft) {
        ExternalIdentifierType rim = new ExternalIdentifierType();
        rim.setId(draft.id());
        rim.setObjectType(Vocabulary.EXTERNAL_IDENTIFIER_TYPE);
        rim.setIdentificationScheme(draft.identificationScheme());
        rim.setRegistryObject(draft.registryObject());
        rim.setValue(draft.value());
        rim.setName(text(draft.name()));
        return rim;
    }

    static ExternalIdentifierDraft externalIdentifier(ExternalIdentifierType rim) {
        return new ExternalIdentifierDraft(
                rim.getId(),
                rim.getIdentificationScheme(),
                rim.getRegistryObject(),
                rim.getValue(),
                text(rim.getName()));
    }
}
