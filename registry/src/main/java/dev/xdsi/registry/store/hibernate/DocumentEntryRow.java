package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.ReferenceId;
import dev.xdsi.registry.store.NewObject;
import dev.xdsi.registry.store.ObjectKind;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
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

    String[] eventCodeList = {};

    String[] confidentialityCode = {};

    String[] authorPerson = {};

    String[] referenceIdList = {};

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
        eventCodeList = coded(entry.eventCodeList());
        confidentialityCode = coded(entry.confidentialityCode());
        authorPerson = persons(entry.author());
        referenceIdList = entry.referenceIdList().stream()
                .map(ReferenceId::cxi)
                .distinct()
                .toArray(String[]::new);
    }

    @Override
    ObjectKind kind() {
        return ObjectKind.DOCUMENT_ENTRY;
    }

    @Override
    void write(NewRow row) {
        row.set("unique_id", uniqueId)
                .set("object_type", objectType)
                .set("class_code", classCode)
                .set("type_code", typeCode)
                .set("practice_setting_code", practiceSettingCode)
                .set("healthcare_facility_type_code", healthcareFacilityTypeCode)
                .set("format_code", formatCode)
                .set("creation_time", creationTime)
                .set("service_start_time", serviceStartTime)
                .set("service_stop_time", serviceStopTime)
                .set("event_code_list", eventCodeList)
                .set("confidentiality_code", confidentialityCode)
                .set("author_person", authorPerson)
                .set("reference_id_list", referenceIdList);
    }
}
