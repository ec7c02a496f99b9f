package dev.xdsi.imaging.search;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.disclosure.StudyDisclosure;
import dev.xdsi.imaging.manifest.RetrieveAddress;
import dev.xdsi.imaging.query.Catalogue;
import dev.xdsi.imaging.query.InstanceQuery;
import dev.xdsi.imaging.query.QueryLevel;
import dev.xdsi.imaging.query.UnicodeDataSet;
import dev.xdsi.model.Oid;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What is found, one answer after the other while they are asked for. Of a study that the caller may not have there is nothing. */
public final class Matches {
    /** The next thing to say. */
    public sealed interface Next {
        record Answer(Attributes attributes) implements Next {}

        /** That was all. */
        record End() implements Next {}

        /** There is more than one question may have, or than is looked through for it. */
        record TooBroad() implements Next {}
    }

    private final InstanceQuery query;
    private final Catalogue catalogue;
    private final StudyDisclosure.View disclosed;
    private final RetrieveAddress here;
    private final SearchLimits limits;
    private Iterator<Catalogue.Entry> page = List.<Catalogue.Entry>of().iterator();
    private Catalogue.@Nullable Position end;
    private boolean last;
    private long examined;
    private int answered;
    /** Of one Patient ID, the studies of which may be scattered by how they name its issuer. */
    private final Map<Catalogue.Patient, PatientSummary> patients = new LinkedHashMap<>();

    private final Queue<Attributes> complete = new ArrayDeque<>();

    Matches(
            InstanceQuery query,
            Catalogue catalogue,
            StudyDisclosure.View disclosed,
            RetrieveAddress here,
            SearchLimits limits) {
        this.query = query;
        this.catalogue = catalogue;
        this.disclosed = disclosed;
        this.here = here;
        this.limits = limits;
    }

    public Next next() {
        while (complete.isEmpty() && advance()) {
            examined++;
            consider(page.next());
        }
        if (complete.isEmpty() && !last) {
            return new Next.TooBroad();
        }
        if (complete.isEmpty()) {
            completePatients();
        }
        Attributes next = complete.poll();
        return next == null ? new Next.End() : answer(next);
    }

    /** The next, which nobody wants: it does not count among the answers that a question may have. */
    public Next skip() {
        Next next = next();
        if (next instanceof Next.Answer) {
            answered--;
        }
        return next;
    }

    /** False at the end, and where so much was looked at that it is enough. */
    private boolean advance() {
        while (!page.hasNext() && !last && examined < limits.examined()) {
            Catalogue.Page next = catalogue.page(query, end);
            page = next.rows().iterator();
            end = next.end();
            last = end == null;
        }
        return page.hasNext();
    }

    /** By this row it is complete itself, or the patients before are. */
    private void consider(Catalogue.Entry row) {
        Catalogue.Description description = row.description();
        Attributes attributes = description
                .attributes()
                .setString(Tag.InstanceAvailability, "ONLINE")
                .setString(Tag.RetrieveAETitle, here.aeTitle());
        if (!query.conditions().stream().allMatch(condition -> condition.holds(attributes))
                || !disclosed.test(row.study())
                || !isDisclosed(row, attributes)) {
            return;
        }
        if (query.level() != QueryLevel.PATIENT) {
            complete.add(description.answered());
            return;
        }
        Catalogue.Patient patient = row.patient();
        if (patients.keySet().stream().anyMatch(open -> !open.patientId().equals(patient.patientId()))) {
            completePatients();
        }
        patients.computeIfAbsent(patient, first -> new PatientSummary(attributes))
                .add(attributes);
    }

    private void completePatients() {
        patients.values().forEach(patient -> complete.add(patient.attributes()));
        patients.clear();
    }

    /** Of a study that the caller may have. */
    private boolean isDisclosed(Catalogue.Entry row, Attributes attributes) {
        return switch (query.level()) {
            case PATIENT, STUDY -> true;
            case SERIES ->
                disclosed.hasSeries(row.study(), new Oid(row.position().series()));
            case IMAGE -> disclosed.hasInstance(row.study(), new Oid(attributes.string(Tag.SOPInstanceUID, "")));
        };
    }

    private Next answer(Attributes row) {
        if (answered == limits.answers()) {
            return new Next.TooBroad();
        }
        answered++;
        if (query.level() != QueryLevel.PATIENT) {
            row.setString(Tag.RetrieveURL, address(row));
        }
        return new Next.Answer(UnicodeDataSet.declared(query.answer().of(row, query.level())));
    }

    private String address(Attributes row) {
        StringBuilder url = new StringBuilder(here.wadoRs() + "/studies/" + row.string(Tag.StudyInstanceUID, ""));
        if (query.level().compareTo(QueryLevel.SERIES) >= 0) {
            url.append("/series/").append(row.string(Tag.SeriesInstanceUID, ""));
        }
        if (query.level() == QueryLevel.IMAGE) {
            url.append("/instances/").append(row.string(Tag.SOPInstanceUID, ""));
        }
        return url.toString();
    }
}
