package dev.xdsi.imaging.pacs;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.QueryRetrieveModel;
import dev.xdsi.dicom.net.QueryRetrieveOperation;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.DimseException;
import dev.xdsi.imaging.archive.WantedInstances;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks the PACS by C-FIND in the Study Root model, or in the Patient Root model where it has no other (PS3.4 C.6). What it answers is believed only as far
 * as it answers the question.
 */
public final class PacsQuery {
    /** Among which the patient of a study is looked for, where that is the only way to it. */
    static final int MOST_PATIENTS = 1_000;

    private static final int MOST_STUDIES = 10_000;
    private static final int MOST_SERIES = 5_000;
    private static final int MOST_INSTANCES = 50_000;
    private static final Duration WITHIN = Duration.ofMinutes(5);

    private final ApplicationEntity self;
    private final RemoteEntity pacs;

    public PacsQuery(ApplicationEntity self, RemoteEntity pacs) {
        this.self = self;
        this.pacs = pacs;
    }

    /** The studies that are meant, each once, in the order the PACS named them. */
    public FoundStudies studies(StudyQuestion question) throws IOException {
        try (Association association = open()) {
            QueryRetrieveModel model = association.model(CommandField.C_FIND);
            Set<FoundStudy> found = new LinkedHashSet<>();
            boolean patientMissing = question.patientId().isEmpty() && model.needsPatient();
            for (String patientId : patientMissing ? patients(association, model) : List.of(question.patientId())) {
                found.addAll(studies(association, model, question, patientId));
                if (patientMissing && !found.isEmpty()) {
                    break;
                }
            }
            return new FoundStudies(model.sopClass(), List.copyOf(found));
        }
    }

    private List<FoundStudy> studies(
            Association association, QueryRetrieveModel model, StudyQuestion question, String patientId)
            throws IOException {
        List<FoundStudy> found = new ArrayList<>();
        for (Attributes match : find(association, model, model.of(patientId, question.keys()), MOST_STUDIES)) {
            requireSame(match, Tag.PatientID, patientId, "patient");
            requireSame(match, Tag.StudyInstanceUID, question.study(), "study");
            found.add(new FoundStudy(
                    uid(match, Tag.StudyInstanceUID),
                    patientId.isEmpty() ? match.string(Tag.PatientID, "").strip() : patientId));
        }
        return found;
    }

    /** Whose studies can be asked for, since a study cannot be asked for by itself (PS3.4 C.4.1.3.1.1). */
    private List<String> patients(Association association, QueryRetrieveModel model) throws IOException {
        Attributes keys =
                new Attributes().setString(Tag.QueryRetrieveLevel, "PATIENT").setString(Tag.PatientID, "");
        try {
            return find(association, model, keys, MOST_PATIENTS).stream()
                    .map(match -> match.string(Tag.PatientID, "").strip())
                    .filter(patientId -> !patientId.isEmpty())
                    .distinct()
                    .toList();
        } catch (DimseException tooMany) {
            throw new DimseException(
                    pacs
                            + " offers Patient Root without relational queries, where a study is found by its patient alone; name the patient: "
                            + tooMany.getMessage(),
                    tooMany);
        }
    }

    /** All instances of a study of a patient, by their series. */
    public StudyList instances(String patientId, Oid study) throws IOException {
        try (Association association = open()) {
            QueryRetrieveModel model = association.model(CommandField.C_FIND);
            Attributes ofStudy = model.of(patientId, level("SERIES", study))
                    .setString(Tag.SeriesInstanceUID, "")
                    .setEmpty(Tag.NumberOfSeriesRelatedInstances);
            Map<Oid, Integer> series = new LinkedHashMap<>();
            for (Attributes match : find(association, model, ofStudy, MOST_SERIES)) {
                requireSame(match, Tag.StudyInstanceUID, study.value(), "study");
                series.put(
                        uid(match, Tag.SeriesInstanceUID),
                        // One at least: a series without instances there is not.
                        Math.max(
                                1,
                                match.integer(Tag.NumberOfSeriesRelatedInstances)
                                        .orElse(1)));
            }
            List<WantedInstances> all = new ArrayList<>();
            boolean whole = true;
            for (Map.Entry<Oid, Integer> each : series.entrySet()) {
                Attributes ofSeries = model.of(patientId, level("IMAGE", study))
                        .setString(Tag.SeriesInstanceUID, each.getKey().value())
                        .setString(Tag.SOPInstanceUID, "")
                        .setString(Tag.SOPClassUID, "");
                Map<Oid, Oid> instances =
                        instances(find(association, model, ofSeries, MOST_INSTANCES), study, each.getKey());
                whole &= instances.size() >= each.getValue();
                if (!instances.isEmpty()) {
                    all.add(new WantedInstances(patientId, study, each.getKey(), instances));
                }
            }
            return new StudyList(all, whole);
        }
    }

    private Map<Oid, Oid> instances(List<Attributes> matches, Oid study, Oid series) throws IOException {
        Map<Oid, Oid> found = new HashMap<>();
        for (Attributes match : matches) {
            requireSame(match, Tag.StudyInstanceUID, study.value(), "study");
            requireSame(match, Tag.SeriesInstanceUID, series.value(), "series");
            found.put(uid(match, Tag.SOPInstanceUID), uid(match, Tag.SOPClassUID));
        }
        return found;
    }

    private Association open() throws IOException {
        return Association.open(self, pacs, PresentationContextPlan.asking(CommandField.C_FIND));
    }

    private static List<Attributes> find(Association association, QueryRetrieveModel model, Attributes keys, int most)
            throws IOException {
        return association.find(new QueryRetrieveOperation(model.sopClass(), keys, most, WITHIN));
    }

    private static Attributes level(String level, Oid study) {
        return new Attributes().setString(Tag.QueryRetrieveLevel, level).setString(Tag.StudyInstanceUID, study.value());
    }

    /** A PACS that leaves a key of the question out of its answer has not contradicted it. */
    private void requireSame(Attributes match, int tag, String asked, String what) throws IOException {
        String said = match.string(tag, "").strip();
        if (!asked.isBlank() && !said.isEmpty() && !said.equals(asked.strip())) {
            throw new WrongAnswer(pacs + " answered C-FIND with another " + what + " than was asked for");
        }
    }

    private Oid uid(Attributes match, int tag) throws IOException {
        String said = match.string(tag, "").strip();
        if (!Oid.isValid(said)) {
            throw new WrongAnswer(pacs + " answered C-FIND without a UID that is needed");
        }
        return new Oid(said);
    }

    /** The PACS does not say what it was asked; asking again does not help. */
    public static final class WrongAnswer extends IOException {
        private static final long serialVersionUID = 1L;

        WrongAnswer(String message) {
            super(message);
        }
    }
}
