package dev.xdsi.model.rules;

import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.InternationalString;
import dev.xdsi.model.draft.ClassificationDraft;
import dev.xdsi.model.draft.ExternalIdentifierDraft;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.Vocabulary;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import dev.xdsi.model.rules.Carrier.InClassification;
import dev.xdsi.model.rules.Carrier.InIdentifier;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules about the build of one object. */
final class ObjectStructure {
    private static final int SLOT_VALUE_LENGTH = 256;
    private static final int SLOT_VALUES = 1000;
    private static final int TITLE_LENGTH = 128;
    private static final Pattern URI_PART = Pattern.compile("[0-9]{1,4}\\|.*", Pattern.DOTALL);
    private static final Set<String> LIMITED =
            Set.of(Vocabulary.LIMITED_DOCUMENT_ENTRY, Vocabulary.LIMITED_SUBMISSION_SET, Vocabulary.LIMITED_FOLDER);
    private static final List<String> ONCE_IN_SOURCE_PATIENT_INFO = List.of("PID-7|", "PID-8|");

    private ObjectStructure() {}

    static void packageHasNode(RegistryObjectDraft object, Findings findings) {
        if (object.kind() != Kind.RegistryPackage) {
            return;
        }
        boolean submissionSet = object.hasNode(Vocabulary.SUBMISSION_SET_NODE);
        if (submissionSet == object.hasNode(Vocabulary.FOLDER_NODE)) {
            findings.metadata(object, "RegistryPackage must be classified as either SubmissionSet or Folder");
        }
    }

    static void noLimitedMetadata(RegistryObjectDraft object, Findings findings) {
        if (LIMITED.stream().anyMatch(object::hasNode)) {
            findings.metadata(object, "limitedMetadata is not allowed in XDS");
        }
    }

    static void slotNamesAreUnique(RegistryObjectDraft object, Findings findings) {
        duplicateSlot(object.slots()).ifPresent(name -> findings.metadata(object, "Slot occurs twice: " + name));
        for (ClassificationDraft part : object.classifications()) {
            duplicateSlot(part.slots())
                    .ifPresent(name -> findings.metadata(object, "Slot occurs twice in a Classification: " + name));
        }
    }

    private static Optional<String> duplicateSlot(List<SlotDraft> slots) {
        Set<String> seen = new HashSet<>();
        return slots.stream()
                .map(SlotDraft::name)
                .filter(name -> !seen.add(name))
                .map(Shown::of)
                .findFirst();
    }

    static void slotValuesFit(RegistryObjectDraft object, Findings findings) {
        slots(object)
                .filter(slot -> slot.values().stream().anyMatch(value -> value.length() > SLOT_VALUE_LENGTH))
                .forEach(slot -> findings.metadata(
                        object, "Slot " + Shown.of(slot.name()) + " has a value of more than 256 characters"));
    }

    /** The standard sets no limit; nobody writes so many, and every reader of the object would have to carry them. */
    static void slotValuesAreNotTooMany(RegistryObjectDraft object, Findings findings) {
        slots(object)
                .filter(slot -> slot.values().size() > SLOT_VALUES)
                .forEach(slot -> findings.metadata(
                        object, "Slot " + Shown.of(slot.name()) + " has more than " + SLOT_VALUES + " values"));
    }

    /** Its own and those of its parts. */
    private static Stream<SlotDraft> slots(RegistryObjectDraft object) {
        return Stream.concat(
                object.slots().stream(), object.classifications().stream().flatMap(part -> part.slots().stream()));
    }

    /** Parts of a long URI are put together in the order of their numbers. */
    static void uriPartsAreNumbered(RegistryObjectDraft object, Findings findings) {
        List<String> parts = object.slotValues(SlotName.URI);
        if (parts.size() > 1
                && !parts.stream().allMatch(part -> URI_PART.matcher(part).matches())) {
            findings.metadata(object, "URI has several values that are not written 1|…, 2|…");
        }
    }

    static void partsNameTheirObject(RegistryObjectDraft object, Findings findings) {
        for (ClassificationDraft part : object.classifications()) {
            if (!object.id().equals(part.classifiedObject())) {
                findings.metadata(
                        object,
                        "classifiedObject is not the id of the object that contains it: "
                                + Shown.of(Objects.requireNonNullElse(part.classifiedObject(), "(none)")));
            }
        }
        for (ExternalIdentifierDraft part : object.externalIdentifiers()) {
            if (!object.id().equals(part.registryObject())) {
                findings.metadata(
                        object,
                        "registryObject is not the id of the object that contains it: "
                                + Shown.of(Objects.requireNonNullElse(part.registryObject(), "(none)")));
            }
        }
    }

    static void schemesAreKnown(RegistryObjectDraft object, Findings findings) {
        Subject.of(object).ifPresent(subject -> {
            for (ClassificationDraft part : object.classifications()) {
                String scheme = part.classificationScheme();
                if (part.classificationNode() == null && (scheme == null || !classifies(subject, scheme))) {
                    findings.metadata(
                            object,
                            "classificationScheme does not belong to a " + subject + ": "
                                    + Shown.of(Objects.requireNonNullElse(scheme, "(none)")));
                }
            }
            for (ExternalIdentifierDraft part : object.externalIdentifiers()) {
                String scheme = part.identificationScheme();
                if (scheme == null || !identifies(subject, scheme)) {
                    findings.metadata(
                            object,
                            "identificationScheme does not belong to a " + subject + ": "
                                    + Shown.of(Objects.requireNonNullElse(scheme, "(none)")));
                }
            }
        });
    }

    private static boolean classifies(Subject subject, String scheme) {
        return AttributeTable.ROWS.stream()
                .anyMatch(row -> row.subject() == subject && row.carrier().equals(new InClassification(scheme)));
    }

    private static boolean identifies(Subject subject, String scheme) {
        return AttributeTable.ROWS.stream()
                .anyMatch(row -> row.subject() == subject && row.carrier().equals(new InIdentifier(scheme)));
    }

    /** Entries of documents that are there, and of documents that are made when asked for, have a transaction of their own. */
    static void objectTypeOfTransaction(RegistryObjectDraft object, Findings findings) {
        Optional<DocumentEntryType> type =
                Optional.ofNullable(object.header().objectType()).flatMap(DocumentEntryType::ofUrn);
        if (object.kind() != Kind.ExtrinsicObject || findings.side() == Side.REGISTRY_UPDATE || type.isEmpty()) {
            return;
        }
        if (findings.side() == Side.REGISTRY_ON_DEMAND && type.get() == DocumentEntryType.STABLE) {
            findings.metadata(object, "a stable DocumentEntry is registered by Register Document Set-b [ITI-42]");
        }
        if (findings.side() != Side.REGISTRY_ON_DEMAND && type.get() == DocumentEntryType.ON_DEMAND) {
            findings.metadata(
                    object, "an on-demand DocumentEntry is registered by Register On-Demand Document Entry [ITI-61]");
        }
    }

    static void titleFits(RegistryObjectDraft object, Findings findings) {
        InternationalString title = object.name();
        if (title != null
                && title.localized().stream().anyMatch(text -> text.value().length() > TITLE_LENGTH)) {
            findings.metadata(object, "title has more than 128 characters");
        }
    }

    static void serviceTimesInOrder(RegistryObjectDraft object, Findings findings) {
        Optional<Dtm> start = object.slotValue(SlotName.SERVICE_START_TIME)
                .filter(Dtm::isValid)
                .map(Dtm::new);
        Optional<Dtm> stop = object.slotValue(SlotName.SERVICE_STOP_TIME)
                .filter(Dtm::isValid)
                .map(Dtm::new);
        if (start.isPresent() && stop.isPresent() && isAfter(start.get(), stop.get())) {
            findings.metadata(object, "serviceStopTime is before serviceStartTime");
        }
    }

    /** Compared in the precision that both have: 2004 does not end before 200406. */
    private static boolean isAfter(Dtm start, Dtm stop) {
        int precision = Math.min(start.value().length(), stop.value().length());
        return start.value().substring(0, precision).compareTo(stop.value().substring(0, precision)) > 0;
    }

    static void sourcePatientInfoOnce(RegistryObjectDraft object, Findings findings) {
        for (String field : ONCE_IN_SOURCE_PATIENT_INFO) {
            long count = object.slotValues(SlotName.SOURCE_PATIENT_INFO).stream()
                    .filter(value -> value.startsWith(field))
                    .count();
            if (count > 1) {
                findings.metadata(object, "sourcePatientInfo has " + field + " more than once");
            }
        }
    }
}
