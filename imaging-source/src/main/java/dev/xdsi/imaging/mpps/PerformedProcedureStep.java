package dev.xdsi.imaging.mpps;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.charset.SpecificCharacterSet;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.normalized.Concerned;
import dev.xdsi.imaging.publication.Announcement;
import dev.xdsi.imaging.query.UnicodeDataSet;
import dev.xdsi.imaging.storage.Unacceptable;
import dev.xdsi.model.Oid;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Modality Performed Procedure Step (PS3.3 C.4.13 to C.4.16): in progress, until it ends one way or the other.
 *
 * @param dataSet all that was said of it, in UTF-8
 */
public record PerformedProcedureStep(Oid sopInstanceUID, State state, Attributes dataSet) {
    /** Discontinued for another than the procedure that was meant (PS3.16 CID 9301). */
    private static final String INCORRECT_WORKLIST_ENTRY = "110514^DCM";

    /** What N-CREATE must say (PS3.4 F.7.2-1). */
    private static final List<Integer> REQUIRED = List.of(
            Tag.ScheduledStepAttributesSequence,
            Tag.PerformedProcedureStepID,
            Tag.PerformedStationAETitle,
            Tag.PerformedProcedureStepStartDate,
            Tag.PerformedProcedureStepStartTime,
            Tag.PerformedProcedureStepStatus,
            Tag.Modality);

    /** More than any step makes; a message of a few megabytes could name thousands of millions. */
    private static final int MOST_AWAITED = 200_000;

    /** Performed Procedure Step Status (0040,0252). */
    public enum State {
        IN_PROGRESS,
        COMPLETED,
        DISCONTINUED;

        /** As it is written. */
        public String value() {
            return name().replace('_', ' ');
        }

        public static Optional<State> of(String value) {
            return Arrays.stream(values())
                    .filter(state -> state.value().equals(value.strip()))
                    .findFirst();
        }
    }

    /** A new one, as N-CREATE says it. */
    static PerformedProcedureStep created(Oid sopInstanceUID, Attributes said) throws Unacceptable {
        for (int tag : REQUIRED) {
            Unacceptable.require(said, tag);
        }
        for (Attributes step : said.items(Tag.ScheduledStepAttributesSequence)) {
            Unacceptable.uid(step, Tag.StudyInstanceUID);
        }
        if (state(said) != State.IN_PROGRESS) {
            throw Unacceptable.value(Tag.PerformedProcedureStepStatus, "is not IN PROGRESS");
        }
        Attributes dataSet = UnicodeDataSet.empty();
        UnicodeDataSet.add(dataSet, unicode(said));
        return new PerformedProcedureStep(sopInstanceUID, State.IN_PROGRESS, dataSet);
    }

    private static Attributes unicode(Attributes said) throws Unacceptable {
        try {
            return said.copy().transcode(SpecificCharacterSet.UTF_8);
        } catch (CharacterCodingException broken) {
            throw Unacceptable.value(Tag.SpecificCharacterSet, "is not that of the text");
        }
    }

    /** The same after an N-SET, which only one in progress takes; for which study it was is not changed by that. */
    PerformedProcedureStep with(Attributes said) throws Unacceptable {
        if (state != State.IN_PROGRESS) {
            throw new Unacceptable(
                    Status.PROCESSING_FAILURE.withComment("Performed Procedure Step Object may no longer be updated"));
        }
        State next = said.hasValue(Tag.PerformedProcedureStepStatus) ? state(said) : state;
        Attributes changes = unicode(said).remove(Tag.ScheduledStepAttributesSequence);
        Attributes together = dataSet.copy();
        UnicodeDataSet.add(together, changes);
        if (next != State.IN_PROGRESS) {
            Unacceptable.require(together, Tag.PerformedProcedureStepEndDate);
            Unacceptable.require(together, Tag.PerformedProcedureStepEndTime);
        }
        if (next == State.COMPLETED) {
            Unacceptable.require(together, Tag.PerformedSeriesSequence);
        }
        for (Attributes series : together.items(Tag.PerformedSeriesSequence)) {
            Unacceptable.uid(series, Tag.SeriesInstanceUID);
        }
        PerformedProcedureStep after = new PerformedProcedureStep(sopInstanceUID, next, together);
        after.requireBounds();
        return after;
    }

    /** Each instance, and each series that is held, is awaited in each of the studies: a step says in which they are for all together. */
    private void requireBounds() throws Unacceptable {
        int parts = Math.max(instances().size(), mistaken().size());
        if ((long) studies().size() * parts > MOST_AWAITED) {
            throw Unacceptable.value(
                    Tag.PerformedSeriesSequence,
                    "names " + parts + " for " + studies().size() + " studies, which is too much");
        }
    }

    private static State state(Attributes said) throws Unacceptable {
        return State.of(said.string(Tag.PerformedProcedureStepStatus, ""))
                .orElseThrow(() -> Unacceptable.value(Tag.PerformedProcedureStepStatus, "is none of the states"));
    }

    /** That it is complete, and by which instances. */
    Optional<Announcement> announcement() {
        return state == State.COMPLETED
                ? Optional.of(new Announcement(sopInstanceUID, studies(), instances()))
                : Optional.empty();
    }

    /** The series that should not have been made; empty for any other end. */
    Set<Oid> mistaken() {
        boolean mistake = state == State.DISCONTINUED
                && dataSet.items(Tag.PerformedProcedureStepDiscontinuationReasonCodeSequence).stream()
                        .map(code -> code.string(Tag.CodeValue, "") + "^" + code.string(Tag.CodingSchemeDesignator, ""))
                        .anyMatch(INCORRECT_WORKLIST_ENTRY::equals);
        return mistake ? uids(series(), Tag.SeriesInstanceUID) : Set.of();
    }

    /** Whose and which studies it is about, and the instances of its series where all are of one study. */
    Concerned concerned() {
        Map<String, Integer> classes = new TreeMap<>();
        references()
                .map(reference -> reference.string(Tag.ReferencedSOPClassUID, ""))
                .filter(Oid::isValid)
                .forEach(uid -> classes.merge(uid, 1, Integer::sum));
        Set<Oid> studies = studies();
        return new Concerned(
                dataSet.string(Tag.PatientID).filter(id -> !id.isBlank()).stream()
                        .collect(Collectors.toSet()),
                studies.stream()
                        .collect(
                                Collectors.toMap(Function.identity(), any -> studies.size() == 1 ? classes : Map.of())),
                sopInstanceUID);
    }

    /** Of the Scheduled Step Attributes Sequence. */
    Set<Oid> studies() {
        return uids(dataSet.items(Tag.ScheduledStepAttributesSequence).stream(), Tag.StudyInstanceUID);
    }

    private Set<Oid> instances() {
        return uids(references(), Tag.ReferencedSOPInstanceUID);
    }

    private Stream<Attributes> references() {
        return series().flatMap(series -> Stream.concat(
                series.items(Tag.ReferencedImageSequence).stream(),
                series.items(Tag.ReferencedNonImageCompositeSOPInstanceSequence).stream()));
    }

    private Stream<Attributes> series() {
        return dataSet.items(Tag.PerformedSeriesSequence).stream();
    }

    private static Set<Oid> uids(Stream<Attributes> items, int tag) {
        Set<Oid> uids = new LinkedHashSet<>();
        items.map(item -> item.string(tag, ""))
                .filter(Oid::isValid)
                .map(Oid::new)
                .forEach(uids::add);
        return uids;
    }
}
