package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.Author;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.ReferenceId;
import dev.xdsi.registry.store.Criterion.CodeAttribute;
import dev.xdsi.registry.store.NewObject;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A DocumentEntry by what stored queries ask of it. */
@Entity
@Table(name = "document_entry")
class DocumentEntryRow extends ObjectRow {
    @Nullable
    String uniqueId;

    @Enumerated(EnumType.STRING)
    @Nullable
    DocumentEntryType objectType;

    @Nullable
    String classCode;

    @Nullable
    String typeCode;

    @Nullable
    String practiceSettingCode;

    @Nullable
    String healthcareFacilityTypeCode;

    @Nullable
    String formatCode;

    @Nullable
    Instant creationTime;

    @Nullable
    Instant serviceStartTime;

    @Nullable
    Instant serviceStopTime;

    @ElementCollection
    @CollectionTable(
            name = "document_entry_code",
            joinColumns = {@JoinColumn(name = "entry_uuid"), @JoinColumn(name = "patient_id")})
    Set<CodeValue> codes = new HashSet<>();

    @ElementCollection
    @CollectionTable(
            name = "document_entry_author",
            joinColumns = {@JoinColumn(name = "entry_uuid"), @JoinColumn(name = "patient_id")})
    @Column(name = "author_person")
    Set<String> authorPersons = new HashSet<>();

    @ElementCollection
    @CollectionTable(
            name = "document_entry_reference_id",
            joinColumns = {@JoinColumn(name = "entry_uuid"), @JoinColumn(name = "patient_id")})
    @Column(name = "reference_id")
    Set<String> referenceIds = new HashSet<>();

    /** For Hibernate. */
    DocumentEntryRow() {}

    DocumentEntryRow(DocumentEntry entry, NewObject as) {
        super(as);
        uniqueId = entry.uniqueId();
        objectType = entry.objectType();
        classCode = entry.classCode().coded();
        typeCode = entry.typeCode().coded();
        practiceSettingCode = entry.practiceSettingCode().coded();
        healthcareFacilityTypeCode = entry.healthcareFacilityTypeCode().coded();
        formatCode = entry.formatCode().coded();
        creationTime = start(entry.creationTime());
        serviceStartTime = start(entry.serviceStartTime());
        serviceStopTime = start(entry.serviceStopTime());
        codes = Stream.concat(
                        entry.eventCodeList().stream().map(code -> value(CodeAttribute.EVENT_CODE_LIST, code)),
                        entry.confidentialityCode().stream()
                                .map(code -> value(CodeAttribute.CONFIDENTIALITY_CODE, code)))
                .collect(Collectors.toSet());
        authorPersons = entry.author().stream()
                .map(Author::authorPerson)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        referenceIds = entry.referenceIdList().stream().map(ReferenceId::cxi).collect(Collectors.toSet());
    }

    private static CodeValue value(CodeAttribute attribute, Code code) {
        return new CodeValue(attribute, code.coded());
    }

    static @Nullable Instant start(@Nullable Dtm time) {
        return time == null ? null : time.start();
    }
}
