package dev.xdsi.consent.bppc;

import dev.xdsi.consent.AskedRegistry;
import dev.xdsi.consent.ConsentOnFile;
import dev.xdsi.consent.bppc.ConsentDocument.Agreement;
import dev.xdsi.disclosure.ConsentFormat;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a consent document says what its metadata say (BPPC, ITI TF-3: 5.1.2.1): decisions are made by the metadata, but the patient
 * signed the document.
 */
public final class ConsentDocumentCheck {
    private ConsentDocumentCheck() {}

    /** Whether the document of this entry is a consent. */
    public static boolean concerns(RegistryObjectDraft documentEntry) {
        return DraftReader.codes(documentEntry, Scheme.DE_FORMAT_CODE).stream().anyMatch(ConsentFormat::isConsent);
    }

    /** InvalidDocumentContent for each thing that is wrong. */
    public static List<XdsError> faults(RegistryObjectDraft documentEntry, InputStream beginning) {
        DocumentEntry entry = DraftReader.documentEntry(documentEntry);
        List<String> faults = new ArrayList<>();
        try {
            compare(ConsentDocumentReader.read(beginning), entry, faults);
        } catch (UnreadableConsentException unreadable) {
            faults.add("is no readable consent document: " + unreadable.getMessage());
        }
        return faults.stream()
                .map(fault ->
                        XdsError.of(ErrorCode.InvalidDocumentContent, entry.uniqueId() + " " + fault, entry.uniqueId()))
                .toList();
    }

    private static void compare(ConsentDocument document, DocumentEntry entry, List<String> faults) {
        ConsentOnFile metadata = AskedRegistry.consent(entry);
        Set<String> named =
                document.agreements().stream().map(Agreement::policy).collect(Collectors.toCollection(TreeSet::new));
        Set<String> stated = new TreeSet<>(metadata.policies());
        if (!named.equals(stated)) {
            faults.add("names the policies " + named + ", but its eventCodeList " + stated);
        }
        if (patients(entry).noneMatch(document.patientIds()::contains)) {
            faults.add("is the consent of another patient than its metadata say");
        }
        differs(document, metadata.from(), true).ifPresent(faults::add);
        differs(document, metadata.until(), false).ifPresent(faults::add);
    }

    private static Optional<String> differs(ConsentDocument document, @Nullable Instant stated, boolean start) {
        return document.agreements().stream()
                .map(Agreement::validity)
                .map(validity -> Optional.ofNullable(start ? validity.from() : validity.until()))
                .filter(time -> !Objects.equals(time.orElse(null), stated))
                .findFirst()
                .map(time -> "counts " + (start ? "from " : "until ")
                        + time.map(Instant::toString).orElse("no stated time") + " (effectiveTime), but its "
                        + (start ? "serviceStartTime" : "serviceStopTime") + " says "
                        + (stated == null ? "nothing" : stated));
    }

    private static Stream<PatientId> patients(DocumentEntry entry) {
        return Stream.concat(
                Stream.of(entry.patientId()),
                Stream.ofNullable(entry.sourcePatientId()).flatMap(cx -> PatientId.parse(cx).stream()));
    }
}
