package dev.xdsi.model.rules;

import dev.xdsi.model.draft.ClassificationDraft;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import java.util.List;
import java.util.Set;

/** Rules about classifications: codes with their scheme, authors with someone to name. */
final class CodedValues {
    private static final Set<String> AUTHORS = Set.of(Scheme.DE_AUTHOR, Scheme.SS_AUTHOR);
    private static final List<String> WHO =
            List.of(SlotName.AUTHOR_PERSON, SlotName.AUTHOR_INSTITUTION, SlotName.AUTHOR_TELECOMMUNICATION);

    private CodedValues() {}

    static void codesAreComplete(RegistryObjectDraft object, Findings findings) {
        for (ClassificationDraft part : object.classifications()) {
            if (part.classificationScheme() == null || AUTHORS.contains(part.classificationScheme())) {
                continue;
            }
            long schemes = part.slots().stream()
                    .filter(slot -> slot.name().equals(SlotName.CODING_SCHEME))
                    .filter(slot -> slot.values().size() == 1
                            && !slot.values().getFirst().isBlank())
                    .count();
            if (schemes != 1) {
                findings.metadata(object, "code " + shown(part) + " needs exactly one codingScheme");
            }
            if (part.name() == null) {
                findings.metadata(object, "code " + shown(part) + " needs a Name, its display name");
            }
        }
    }

    static void authorsAreComplete(RegistryObjectDraft object, Findings findings) {
        for (ClassificationDraft part : object.classifications()) {
            if (part.classificationScheme() == null || !AUTHORS.contains(part.classificationScheme())) {
                continue;
            }
            if (part.nodeRepresentation() != null && !part.nodeRepresentation().isEmpty()) {
                findings.metadata(object, "nodeRepresentation of an author must be empty: " + shown(part));
            }
            if (part.slots().stream().noneMatch(CodedValues::saysWho)) {
                findings.metadata(object, "author needs authorPerson, authorInstitution or authorTelecommunication");
            }
            if (part.slots().stream().anyMatch(CodedValues::hasSeveralPersons)) {
                findings.metadata(object, "author has more than one authorPerson");
            }
        }
    }

    private static boolean saysWho(SlotDraft slot) {
        return WHO.contains(slot.name()) && slot.values().stream().anyMatch(value -> !value.isBlank());
    }

    private static boolean hasSeveralPersons(SlotDraft slot) {
        return slot.name().equals(SlotName.AUTHOR_PERSON) && slot.values().size() > 1;
    }

    private static String shown(ClassificationDraft part) {
        String code = part.nodeRepresentation();
        return code == null ? "(none)" : Shown.of(code);
    }
}
