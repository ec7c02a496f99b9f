package dev.xdsi.repository.ondemand.imagingsummary;

import dev.xdsi.model.Author;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.InternationalString;
import dev.xdsi.model.ReferenceId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A study as the DocumentEntry of its manifest tells of it (RAD TF-3: Table 4.68.4.1.2.3-1). */
record SummarizedStudy(String date, String modality, String description, String institution, String accession) {
    /** Acquisition Modality, CID 29, by its UID and by the scheme of its codes. */
    private static final Set<String> MODALITIES = Set.of("1.2.840.10008.2.16.4", "1.2.840.10008.6.1.19", "DCM");

    static SummarizedStudy of(DocumentEntry manifest) {
        return new SummarizedStudy(
                Stream.of(manifest.serviceStartTime(), manifest.creationTime())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(Dtm::value)
                        .map(SummaryText::minute)
                        .orElse(""),
                joined(manifest.eventCodeList().stream()
                        .filter(code -> MODALITIES.contains(code.codingScheme()))
                        .map(Code::code)),
                Stream.of(manifest.title(), manifest.typeCode().displayName())
                        .filter(Objects::nonNull)
                        .map(InternationalString::text)
                        .filter(text -> !text.isBlank())
                        .findFirst()
                        .orElse(manifest.typeCode().code()),
                joined(manifest.author().stream()
                        .map(Author::authorInstitution)
                        .flatMap(List::stream)
                        .map(xon -> xon.split("\\^", 2)[0])),
                joined(manifest.referenceIdList().stream()
                        .filter(id -> id.idType().equals(ReferenceId.ACCESSION))
                        .map(ReferenceId::id)));
    }

    List<String> cells() {
        return List.of(date, modality, description, institution, accession);
    }

    private static String joined(Stream<String> texts) {
        return texts.filter(text -> !text.isBlank()).distinct().collect(Collectors.joining(", "));
    }
}
