package dev.xdsi.imaging.manifest;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.charset.SpecificCharacterSet;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.model.Oid;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the Key Object Selection Document that is the manifest of a study (RAD TF-3: 4.68.4.1.2.1, PS3.3 A.35.4, PS3.16 TID 2010).
 * What it says about patient and study is copied from what was noted of the images, in UTF-8; one in ASCII alone names no character set.
 */
public final class KosManifest {
    /** Patient, General Study and the character set and zone in which they are to be read. */
    private static final int[] COPIED = {
        Tag.SpecificCharacterSet,
        Tag.StudyDate,
        Tag.StudyTime,
        Tag.AccessionNumber,
        Tag.IssuerOfAccessionNumberSequence,
        Tag.TimezoneOffsetFromUTC,
        Tag.ReferringPhysicianName,
        Tag.StudyDescription,
        Tag.PatientName,
        Tag.PatientID,
        Tag.IssuerOfPatientID,
        Tag.IssuerOfPatientIDQualifiersSequence,
        Tag.PatientBirthDate,
        Tag.PatientSex,
        Tag.StudyInstanceUID,
        Tag.StudyID,
    };

    /** Those of them that must be there, if only empty (type 2). */
    private static final int[] NEVER_ABSENT = {
        Tag.StudyDate,
        Tag.StudyTime,
        Tag.AccessionNumber,
        Tag.ReferringPhysicianName,
        Tag.PatientName,
        Tag.PatientID,
        Tag.PatientBirthDate,
        Tag.PatientSex,
        Tag.StudyID,
    };

    /** After any series that a modality numbers, so that it stands at the end. */
    private static final long SERIES_NUMBER = 999;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss.SSS");

    private final RetrieveAddress address;
    private final ManifestAuthor author;
    private final ZoneId zone;

    public KosManifest(RetrieveAddress address, ManifestAuthor author, ZoneId zone) {
        this.address = address;
        this.author = author;
        this.zone = zone;
    }

    /** The new document's own identity. */
    public record Identity(Oid sopInstanceUID, Oid seriesInstanceUID, Instant createdAt) {}

    /** The manifest of a study. */
    public Attributes build(StudyContents study, Identity identity) {
        StudyHeader header = study.header();
        List<StoredInstance> instances = study.instances();
        Attributes kos = new Attributes();
        copyHeader(header.study(), kos);
        setIdentity(identity, zoneOf(header), kos);
        setEquipment(header.study(), kos);
        header.referencedRequests().ifPresent(requests -> kos.setItems(Tag.ReferencedRequestSequence, requests));
        kos.setItems(Tag.CurrentRequestedProcedureEvidenceSequence, evidence(study));
        setDocument(instances, kos);
        return declared(kos);
    }

    /** PS3.3 C.12.1.1.2 */
    private static Attributes declared(Attributes kos) {
        try {
            return kos.transcode(SpecificCharacterSet.DEFAULT);
        } catch (CharacterCodingException beyondAscii) {
            return kos;
        }
    }

    private ZoneId zoneOf(StudyHeader header) {
        return header.offsetFromUtc().map(ZoneId.class::cast).orElse(zone);
    }

    private static void copyHeader(Attributes image, Attributes kos) {
        for (int tag : COPIED) {
            image.element(tag).ifPresent(kos::set);
        }
        for (int tag : NEVER_ABSENT) {
            if (!kos.contains(tag)) {
                kos.setEmpty(tag);
            }
        }
    }

    private static void setIdentity(Identity identity, ZoneId zone, Attributes kos) {
        setContentTime(identity.createdAt(), zone, kos);
        kos.setString(Tag.SOPClassUID, UID.KeyObjectSelectionDocumentStorage)
                .setString(Tag.SOPInstanceUID, identity.sopInstanceUID().value())
                .setString(Tag.SeriesInstanceUID, identity.seriesInstanceUID().value())
                .setString(Tag.Modality, "KO")
                .setInt(Tag.SeriesNumber, SERIES_NUMBER)
                .setInt(Tag.InstanceNumber, 1)
                .setItems(Tag.ReferencedPerformedProcedureStepSequence);
    }

    static void setContentTime(Instant at, ZoneId zone, Attributes kos) {
        ZonedDateTime createdAt = at.atZone(zone);
        kos.setString(Tag.ContentDate, DATE.format(createdAt)).setString(Tag.ContentTime, TIME.format(createdAt));
    }

    private void setEquipment(Attributes image, Attributes kos) {
        kos.setString(Tag.Manufacturer, author.manufacturer());
        image.element(Tag.InstitutionName)
                .filter(element -> !element.isEmpty())
                .ifPresentOrElse(kos::set, () -> setOwnInstitution(kos));
    }

    private void setOwnInstitution(Attributes kos) {
        if (!author.institution().isEmpty()) {
            kos.setString(Tag.InstitutionName, author.institution());
        }
    }

    private Attributes evidence(StudyContents study) {
        List<Attributes> series = new ArrayList<>();
        study.bySeries()
                .forEach((seriesUid, members) -> series.add(new Attributes()
                        .setString(Tag.RetrieveAETitle, address.aeTitle())
                        .setString(Tag.RetrieveURL, address.wadoRs().toString())
                        .setItems(
                                Tag.ReferencedSOPSequence,
                                members.stream().map(KosManifest::reference).toList())
                        .setString(Tag.SeriesInstanceUID, seriesUid.value())
                        .setString(
                                Tag.RetrieveLocationUID, address.locationUID().value())));
        return new Attributes()
                .setItems(Tag.ReferencedSeriesSequence, series)
                .setString(Tag.StudyInstanceUID, study.header().studyInstanceUID());
    }

    private static void setDocument(List<StoredInstance> instances, Attributes kos) {
        kos.setString(Tag.ValueType, "CONTAINER")
                .setItems(Tag.ConceptNameCodeSequence, CodedConcept.MANIFEST.item())
                .setString(Tag.ContinuityOfContent, "SEPARATE")
                .setItems(
                        Tag.ContentTemplateSequence,
                        new Attributes()
                                .setString(Tag.MappingResource, "DCMR")
                                .setString(Tag.TemplateIdentifier, VR.CS, "2010"))
                .setItems(
                        Tag.ContentSequence,
                        instances.stream().map(KosManifest::contentItem).toList());
    }

    private static Attributes contentItem(StoredInstance instance) {
        return ContentItem.reference(ReferenceType.of(instance.sopClassUID()), reference(instance), List.of());
    }

    static Attributes reference(StoredInstance instance) {
        return new Attributes()
                .setString(Tag.ReferencedSOPClassUID, instance.sopClassUID().value())
                .setString(
                        Tag.ReferencedSOPInstanceUID,
                        instance.uids().sopInstance().value());
    }
}
