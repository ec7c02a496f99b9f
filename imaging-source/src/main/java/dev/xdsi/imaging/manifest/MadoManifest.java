package dev.xdsi.imaging.manifest;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.charset.SpecificCharacterSet;
import dev.xdsi.model.PatientId;
import java.nio.charset.CharacterCodingException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Builds the Manifest with Description of a study (IHE RAD MADO): the Key Object Selection Document with who issued each id, in which
 * zone its times are meant, and an Image Library. Series may be in different character sets, so that its text is in UTF-8.
 */
public final class MadoManifest {
    private static final CodedConcept PROCEDURE = new CodedConcept("121023", "DCM", "Procedure Code");
    private static final int LONGEST_PATIENT_ID = 64;

    private final KosManifest kos;
    private final PatientDomains domains;
    private final ZoneId zone;

    /** @param zone in which data sets without a timezone offset are meant */
    public MadoManifest(KosManifest kos, PatientDomains domains, ZoneId zone) {
        this.kos = kos;
        this.domains = domains;
        this.zone = zone;
    }

    /** @param patientId the affinity domain's */
    public Attributes build(StudyContents study, KosManifest.Identity identity, PatientId patientId) {
        StudyHeader header = study.header();
        Attributes mado = inUtf8(kos.build(study, identity));
        setTimes(header, identity, mado);
        setPatient(header.study(), patientId, mado);
        setOrders(header, mado);
        mado.setItems(Tag.ConceptNameCodeSequence, ManifestKind.MADO.title().item())
                .setItems(Tag.ContentSequence, content(study, mado));
        return mado;
    }

    private static Attributes inUtf8(Attributes kos) {
        try {
            return kos.transcode(SpecificCharacterSet.UTF_8);
        } catch (CharacterCodingException everyCharacterIsThere) {
            throw new IllegalStateException(everyCharacterIsThere);
        }
    }

    private void setTimes(StudyHeader header, KosManifest.Identity identity, Attributes mado) {
        ZoneOffset offset = header.offset(zone);
        int minutes = offset.getTotalSeconds() / 60;
        mado.setString(
                Tag.TimezoneOffsetFromUTC,
                "%s%02d%02d".formatted(minutes < 0 ? "-" : "+", Math.abs(minutes) / 60, Math.abs(minutes) % 60));
        KosManifest.setContentTime(identity.createdAt(), offset, mado);
        for (int tag : new int[] {Tag.StudyDate, Tag.StudyTime}) {
            if (!mado.hasValue(tag)) {
                int ofSeries = tag == Tag.StudyDate ? Tag.SeriesDate : Tag.SeriesTime;
                header.distinct(ofSeries).stream().findFirst().ifPresent(value -> mado.setString(tag, value));
            }
        }
    }

    /** The department's id where images have one, with who issued it; and the domain's, by which the study is shared. */
    private void setPatient(Attributes image, PatientId patientId, Attributes mado) {
        PatientId own = domains.sourcePatientId(image).orElse(patientId);
        mado.setString(Tag.PatientID, own.id())
                .setItems(Tag.IssuerOfPatientIDQualifiersSequence, PatientDomains.issuerItem(own.assigningAuthority()));
        Set<PatientId> all = new LinkedHashSet<>(List.of(own, patientId));
        all.addAll(domains.otherPatientIds(image));
        mado.setItems(
                Tag.OtherPatientIDsSequence,
                all.stream()
                        .filter(id -> id.id().length() <= LONGEST_PATIENT_ID)
                        .map(id -> Utf8Text.set(new Attributes(), Tag.PatientID, id.id())
                                .setString(Tag.TypeOfPatientID, "TEXT")
                                .setItems(
                                        Tag.IssuerOfPatientIDQualifiersSequence,
                                        PatientDomains.issuerItem(id.assigningAuthority())))
                        .toList());
    }

    /** Of several accession numbers none is the study's: they stand in the requests. */
    private void setOrders(StudyHeader header, Attributes mado) {
        List<RequestedOrder> orders = RequestedOrder.of(header, domains);
        if (orders.isEmpty()) {
            orders = List.of(RequestedOrder.generated(header.studyInstanceUID(), domains));
        }
        Set<RequestedOrder.Issued> numbers = new LinkedHashSet<>();
        orders.forEach(order -> numbers.add(order.accessionNumber()));
        if (numbers.size() == 1) {
            RequestedOrder.Issued number = numbers.iterator().next();
            mado.setString(Tag.AccessionNumber, number.number())
                    .setItems(Tag.IssuerOfAccessionNumberSequence, number.issuerItem());
        } else {
            mado.setEmpty(Tag.AccessionNumber).remove(Tag.IssuerOfAccessionNumberSequence);
        }
        mado.setItems(
                Tag.ReferencedRequestSequence,
                orders.stream()
                        .map(order -> order.item(header.studyInstanceUID()))
                        .toList());
    }

    /** What kind of procedure it was, then the library, then the instances themselves, which readers of any manifest look for. */
    private static List<Attributes> content(StudyContents study, Attributes kos) {
        List<Attributes> content = new ArrayList<>();
        CodedConcept.first(study.header().study(), Tag.ProcedureCodeSequence)
                .ifPresent(procedure -> content.add(ContentItem.modifier(PROCEDURE, procedure)));
        content.add(new ImageLibrary(study).container());
        content.addAll(kos.items(Tag.ContentSequence));
        return content;
    }
}
