package dev.xdsi.consumer.studies;

import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.model.Author;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import dev.xdsi.transaction.iti43.DocumentRequest;
import java.util.List;

/** The DocumentEntry of a manifest, read leniently: a partner's slip in one attribute does not hide the study. */
record ManifestEntry(RegistryObjectDraft entry) {
    /** Coding scheme of acquisition modalities, DCM. */
    private static final String DCM = "1.2.840.10008.2.16.4";

    DocumentRequest request() {
        return new DocumentRequest(
                entry.header().home(),
                entry.slotValue(SlotName.REPOSITORY_UNIQUE_ID).orElse(""),
                entry.externalIdentifier(Identifier.DE_UNIQUE_ID).orElse(""));
    }

    SharedStudy with(Manifest manifest) {
        DocumentRequest request = request();
        return new SharedStudy(
                request.documentUniqueId(),
                request.repositoryUniqueId(),
                request.homeCommunityId(),
                date(),
                modalities(),
                title(),
                institution(),
                SourcePatient.of(entry.slotValues(SlotName.SOURCE_PATIENT_INFO)),
                manifest.in(request.homeCommunityId()));
    }

    private String title() {
        return entry.name() == null ? "" : entry.name().text();
    }

    private String date() {
        String time = entry.slotValue(SlotName.SERVICE_START_TIME).orElse("");
        return time.length() < 8
                ? time
                : time.substring(0, 4) + "-" + time.substring(4, 6) + "-" + time.substring(6, 8);
    }

    private List<String> modalities() {
        return entry.classifications(Scheme.DE_EVENT_CODE_LIST).stream()
                .filter(code ->
                        code.slots().stream().anyMatch(slot -> slot.values().contains(DCM)))
                .map(code -> String.valueOf(code.nodeRepresentation()))
                .toList();
    }

    private String institution() {
        return DraftReader.authors(entry, Scheme.DE_AUTHOR).stream()
                .map(Author::authorInstitution)
                .flatMap(List::stream)
                .findFirst()
                .map(xon -> xon.split("\\^", 2)[0])
                .orElse("");
    }
}
