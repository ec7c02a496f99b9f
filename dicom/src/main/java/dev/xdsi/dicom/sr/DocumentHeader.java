package dev.xdsi.dicom.sr;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.sr.StructuredReport.Line;
import java.util.ArrayList;
import java.util.List;

/** Whose report it is, of which study, who answers for it and how final it is (PS3.3 C.17.2), as far as it says so. */
final class DocumentHeader {
    private final Attributes report;
    private final List<Line> lines = new ArrayList<>();

    private DocumentHeader(Attributes report) {
        this.report = report;
    }

    static List<Line> of(Attributes report) {
        DocumentHeader header = new DocumentHeader(report);
        header.patient();
        header.study();
        header.status();
        header.people();
        header.otherDocuments();
        return header.lines;
    }

    private void patient() {
        add("Patient", Written.of(report, Tag.PatientName), "not named");
        add(
                "Patient ID",
                Written.joined(", ", Written.of(report, Tag.PatientID), Written.of(report, Tag.IssuerOfPatientID)),
                "none");
        line("Birth date", Written.of(report, Tag.PatientBirthDate));
        line("Sex", Written.of(report, Tag.PatientSex));
    }

    private void study() {
        line("Study", Written.of(report, Tag.StudyDescription));
        line("Study date", moment(report, Tag.StudyDate, Tag.StudyTime));
        line("Study Instance UID", Written.of(report, Tag.StudyInstanceUID));
        line("Accession number", Written.of(report, Tag.AccessionNumber));
        line("Referring physician", Written.of(report, Tag.ReferringPhysicianName));
        line("Series", Written.of(report, Tag.SeriesDescription));
        line("Institution", Written.of(report, Tag.InstitutionName));
        line(
                "Made by",
                Written.joined(
                        ", ", Written.of(report, Tag.Manufacturer), Written.of(report, Tag.ManufacturerModelName)));
    }

    /** A report that does not say how final it is must not look final; key objects never say (PS3.3 A.35.4). */
    private void status() {
        boolean keyObjects = Written.of(report, Tag.SOPClassUID).equals(UID.KeyObjectSelectionDocumentStorage);
        String otherwise = keyObjects ? "" : "not said";
        line("Document date", moment(report, Tag.ContentDate, Tag.ContentTime));
        add(
                "Completion flag",
                Written.joined(
                        ", ",
                        Written.of(report, Tag.CompletionFlag),
                        Written.of(report, Tag.CompletionFlagDescription)),
                otherwise);
        add("Verification flag", Written.of(report, Tag.VerificationFlag), otherwise);
        line("Preliminary flag", Written.of(report, Tag.PreliminaryFlag));
    }

    private void people() {
        for (Attributes observer : report.items(Tag.VerifyingObserverSequence)) {
            line(
                    "Verified by",
                    Written.joined(
                            ", ",
                            Written.of(observer, Tag.VerifyingObserverName),
                            Written.codes(observer, Tag.VerifyingObserverIdentificationCodeSequence),
                            Written.of(observer, Tag.VerifyingOrganization),
                            Written.of(observer, Tag.VerificationDateTime)));
        }
        for (Attributes author : report.items(Tag.AuthorObserverSequence)) {
            line("Author", person(author));
        }
        for (Attributes participant : report.items(Tag.ParticipantSequence)) {
            line(
                    "Participant",
                    Written.joined(
                            ", ",
                            person(participant),
                            Written.of(participant, Tag.ParticipationType),
                            Written.of(participant, Tag.ParticipationDateTime)));
        }
        for (Attributes custodian : report.items(Tag.CustodialOrganizationSequence)) {
            line(
                    "Custodian",
                    Written.joined(
                            ", ",
                            Written.of(custodian, Tag.InstitutionName),
                            Written.codes(custodian, Tag.InstitutionCodeSequence)));
        }
    }

    private static String person(Attributes observer) {
        return Written.joined(
                ", ",
                Written.of(observer, Tag.PersonName),
                Written.codes(observer, Tag.PersonIdentificationCodeSequence),
                Written.of(observer, Tag.StationName),
                Written.of(observer, Tag.DeviceUID),
                Written.of(observer, Tag.Manufacturer),
                Written.of(observer, Tag.ManufacturerModelName),
                Written.of(observer, Tag.InstitutionName),
                Written.codes(observer, Tag.InstitutionCodeSequence));
    }

    private void otherDocuments() {
        documents("Predecessor document", Tag.PredecessorDocumentsSequence);
        documents("Identical document", Tag.IdenticalDocumentsSequence);
        line("SOP Instance UID", Written.of(report, Tag.SOPInstanceUID));
    }

    private void documents(String name, int sequence) {
        for (Attributes study : report.items(sequence)) {
            for (Attributes series : study.items(Tag.ReferencedSeriesSequence)) {
                line(name, Written.references(series, Tag.ReferencedSOPSequence));
            }
        }
    }

    private static String moment(Attributes item, int date, int time) {
        return Written.joined(" ", Written.of(item, date), Written.of(item, time));
    }

    private void add(String name, String value, String otherwise) {
        line(name, value.isBlank() ? otherwise : value);
    }

    private void line(String name, String value) {
        if (!value.isBlank()) {
            lines.add(new Line(name, value));
        }
    }
}
