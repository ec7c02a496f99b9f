package dev.xdsi.imaging.pacs;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.QueryRetrieveOperation;
import dev.xdsi.dicom.net.QueryRetrieveSopClass;
import dev.xdsi.dicom.net.RemoteEntity;
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

/** Asks the PACS by C-FIND in the Study Root model (PS3.4 C.6.2). What it answers is believed only as far as it answers the question. */
public final class PacsQuery {
    private static final QueryRetrieveSopClass FIND = QueryRetrieveSopClass.STUDY_ROOT_FIND;
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
    public List<FoundStudy> studies(StudyQuestion question) throws IOException {
        Set<FoundStudy> found = new LinkedHashSet<>();
        try (Association association = open()) {
            for (Attributes match : find(association, question.keys(), MOST_STUDIES)) {
                requireSame(match, Tag.PatientID, question.patientId(), "patient");
                requireSame(match, Tag.StudyInstanceUID, question.study(), "study");
                found.add(new FoundStudy(
                        uid(match, Tag.StudyInstanceUID),
                        question.patientId().isEmpty()
                                ? match.string(Tag.PatientID, "").strip()
                                : question.patientId()));
            }
        }
        return List.copyOf(found);
    }

    /** All instances of a study of a patient, by their series. */
    public StudyList instances(String patientId, Oid study) throws IOException {
        try (Association association = open()) {
            Attributes ofStudy = level("SERIES", study)
                    .setString(Tag.SeriesInstanceUID, "")
                    .setEmpty(Tag.NumberOfSeriesRelatedInstances);
            Map<Oid, Integer> series = new LinkedHashMap<>();
            for (Attributes match : find(association, ofStudy, MOST_SERIES)) {
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
                Map<Oid, Oid> instances = instances(association, study, each.getKey());
                whole &= instances.size() >= each.getValue();
                if (!instances.isEmpty()) {
                    all.add(new WantedInstances(patientId, study, each.getKey(), instances));
                }
            }
            return new StudyList(all, whole);
        }
    }

    private Map<Oid, Oid> instances(Association association, Oid study, Oid series) throws IOException {
        Attributes keys = level("IMAGE", study)
                .setString(Tag.SeriesInstanceUID, series.value())
                .setString(Tag.SOPInstanceUID, "")
                .setString(Tag.SOPClassUID, "");
        Map<Oid, Oid> found = new HashMap<>();
        for (Attributes match : find(association, keys, MOST_INSTANCES)) {
            requireSame(match, Tag.StudyInstanceUID, study.value(), "study");
            requireSame(match, Tag.SeriesInstanceUID, series.value(), "series");
            found.put(uid(match, Tag.SOPInstanceUID), uid(match, Tag.SOPClassUID));
        }
        return found;
    }

    private Association open() throws IOException {
        return Association.open(self, pacs, PresentationContextPlan.asking(FIND));
    }

    private static List<Attributes> find(Association association, Attributes keys, int most) throws IOException {
        return association.find(new QueryRetrieveOperation(FIND, keys, most, WITHIN));
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
