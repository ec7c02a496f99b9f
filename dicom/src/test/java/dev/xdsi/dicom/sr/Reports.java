package dev.xdsi.dicom.sr;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import java.util.List;

/** Structured Reports made for tests. */
public final class Reports {
    private Reports() {}

    public static Attributes report(Attributes... content) {
        return new Attributes()
                .setString(Tag.SpecificCharacterSet, "ISO_IR 192")
                .setString(Tag.SOPClassUID, UID.Comprehensive3DSRStorage)
                .setString(Tag.SOPInstanceUID, "1.2.3.4")
                .setString(Tag.StudyInstanceUID, "1.2.3")
                .setString(Tag.SeriesInstanceUID, "1.2.3.1")
                .setString(Tag.Modality, "SR")
                .setString(Tag.StudyDate, "20260301")
                .setString(Tag.StudyTime, "1015")
                .setString(Tag.PatientName, "Müller^Jörg^^Dr.=山田^太郎")
                .setString(Tag.PatientID, "4711")
                .setString(Tag.PatientBirthDate, "19700102")
                .setString(Tag.PatientSex, "M")
                .setString(Tag.ContentDate, "20260301")
                .setString(Tag.ContentTime, "113000")
                .setString(Tag.CompletionFlag, "PARTIAL")
                .setString(Tag.VerificationFlag, "UNVERIFIED")
                .setString(Tag.ValueType, "CONTAINER")
                .setString(Tag.ContinuityOfContent, "SEPARATE")
                .setItems(Tag.ConceptNameCodeSequence, code("126000", "DCM", "Imaging Measurement Report"))
                .setItems(Tag.ContentSequence, content);
    }

    public static Attributes code(String value, String scheme, String meaning) {
        return new Attributes()
                .setString(Tag.SpecificCharacterSet, "ISO_IR 192")
                .setString(Tag.CodeValue, value)
                .setString(Tag.CodingSchemeDesignator, scheme)
                .setString(Tag.CodeMeaning, meaning);
    }

    public static Attributes item(String relationship, String type, String name) {
        Attributes item = new Attributes()
                .setString(Tag.SpecificCharacterSet, "ISO_IR 192")
                .setString(Tag.RelationshipType, relationship)
                .setString(Tag.ValueType, type);
        return name.isEmpty() ? item : item.setItems(Tag.ConceptNameCodeSequence, code("1", "99TEST", name));
    }

    public static Attributes text(String name, String value) {
        return item("CONTAINS", "TEXT", name).setString(Tag.TextValue, value);
    }

    public static Attributes container(String name, Attributes... content) {
        return item("CONTAINS", "CONTAINER", name)
                .setString(Tag.ContinuityOfContent, "SEPARATE")
                .setItems(Tag.ContentSequence, content);
    }

    /** One of each value type, some within others. */
    public static Attributes ofEveryKind() {
        Attributes image = item("CONTAINS", "IMAGE", "Source")
                .setItems(
                        Tag.ReferencedSOPSequence,
                        sop(UID.CTImageStorage, "1.2.3.9").setString(Tag.ReferencedFrameNumber, "5", "7"));
        Attributes circle = item("INFERRED FROM", "SCOORD", "Outline")
                .setString(Tag.GraphicType, "CIRCLE")
                .setReal(Tag.GraphicData, VR.FL, 10.5, 20, 30, 40)
                .setItems(
                        Tag.ContentSequence,
                        item("SELECTED FROM", "IMAGE", "")
                                .setItems(Tag.ReferencedSOPSequence, sop(UID.MRImageStorage, "1.2.3.10")));
        Attributes diameter = item("CONTAINS", "NUM", "Diameter")
                .setItems(
                        Tag.MeasuredValueSequence,
                        new Attributes()
                                .setString(Tag.NumericValue, "3.5")
                                .setItems(Tag.MeasurementUnitsCodeSequence, code("mm", "UCUM", "millimeter")))
                .setString(Tag.ObservationDateTime, "20260301102233.5+0100")
                .setItems(Tag.ContentSequence, circle);
        return report(
                text("Finding", "Größe unverändert.\r\nKeine <neuen> Herde & nichts \"Auffälliges\"."),
                item("HAS OBS CONTEXT", "PNAME", "Person Observer").setString(Tag.PersonName, "Röntgen^Wilhelm^Conrad"),
                container(
                        "Measurements",
                        diameter,
                        item("CONTAINS", "NUM", "Volume")
                                .setItems(Tag.MeasuredValueSequence)
                                .setItems(
                                        Tag.NumericValueQualifierCodeSequence,
                                        code("114006", "DCM", "Measurement failure")),
                        item("CONTAINS", "CODE", "Laterality")
                                .setItems(Tag.ConceptCodeSequence, code("7771000", "SCT", "Left"))),
                image,
                item("CONTAINS", "DATE", "Day").setString(Tag.Date, "20260228"),
                item("CONTAINS", "TIME", "Hour").setString(Tag.Time, "101112.25"),
                item("CONTAINS", "DATETIME", "Moment").setString(Tag.DateTime, "20260228101112"),
                item("CONTAINS", "UIDREF", "Tracking").setString(Tag.UID, "1.2.3.4.5.6"),
                item("CONTAINS", "SCOORD3D", "Place")
                        .setString(Tag.GraphicType, "POINT")
                        .setReal(Tag.GraphicData, VR.FL, 1, 2, 3)
                        .setString(Tag.ReferencedFrameOfReferenceUID, "1.2.3.77"),
                item("CONTAINS", "WAVEFORM", "Curve")
                        .setItems(
                                Tag.ReferencedSOPSequence,
                                sop(UID.TwelveLeadECGWaveformStorage, "1.2.3.11")
                                        .setInt(Tag.ReferencedWaveformChannels, 1, 2)),
                item("CONTAINS", "COMPOSITE", "Report")
                        .setItems(Tag.ReferencedSOPSequence, sop(UID.BasicTextSRStorage, "1.2.3.12")),
                item("CONTAINS", "TEXT", "Conclusion")
                        .setString(Tag.TextValue, "benign")
                        .setItems(
                                Tag.ContentSequence,
                                new Attributes()
                                        .setString(Tag.RelationshipType, "INFERRED FROM")
                                        .setInt(Tag.ReferencedContentItemIdentifier, 1, 3, 1)));
    }

    static Attributes sop(String sopClass, String instance) {
        return new Attributes()
                .setString(Tag.ReferencedSOPClassUID, sopClass)
                .setString(Tag.ReferencedSOPInstanceUID, instance);
    }

    /** So many containers within each other. */
    public static Attributes deep(int levels) {
        Attributes inner = text("Bottom", "reached");
        for (int i = 0; i < levels; i++) {
            inner = container("Level", inner);
        }
        return report(inner);
    }

    public static List<Attributes> many(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> text("Finding", "number " + i))
                .toList();
    }
}
