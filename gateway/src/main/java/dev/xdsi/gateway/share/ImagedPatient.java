package dev.xdsi.gateway.share;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.model.patient.PersonName;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** What images say of the patient: Patient's Name, Birth Date and Sex (PS3.3 C.7.1.1). */
public final class ImagedPatient {
    private ImagedPatient() {}

    /**
     * The patient as an instance describes him; what cannot be understood is left out.
     *
     * @param id in the affinity domain
     */
    public static Patient in(InstanceFile instance, PatientId id) throws IOException {
        Attributes dataSet = Part10.read(instance.path(), ReadOptions.DEFAULT.until(Tag.PixelData))
                .dataSet();
        return new Patient(
                id,
                List.of(),
                new Demographics(
                        names(dataSet.string(Tag.PatientName, "")),
                        BirthTime.parse(dataSet.string(Tag.PatientBirthDate, ""))
                                .orElse(null),
                        AdministrativeSex.of(dataSet.string(Tag.PatientSex, "")).orElse(null),
                        List.of(),
                        List.of()));
    }

    /** The alphabetic group: family name, given names, middle name (PS3.5 6.2.1). */
    private static List<PersonName> names(String written) {
        String alphabetic = written.split("=", 2)[0];
        List<String> parts = Arrays.stream(alphabetic.split("\\^", -1))
                .limit(3)
                .map(String::strip)
                .toList();
        return parts.stream().allMatch(String::isEmpty)
                ? List.of()
                : List.of(new PersonName(parts.getFirst(), parts.subList(1, parts.size())));
    }
}
