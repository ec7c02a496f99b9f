package dev.xdsi.imaging.search;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.manifest.RetrieveAddress;
import dev.xdsi.imaging.query.Catalogue;
import dev.xdsi.imaging.query.InstanceQuery;
import dev.xdsi.imaging.query.QueryLevel;
import dev.xdsi.imaging.query.UnicodeDataSet;
import dev.xdsi.model.Oid;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
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
    private final Predicate<Oid> disclosed;
    private final RetrieveAddress here;
    private final SearchLimits limits;
    private Iterator<Catalogue.Entry> page = List.<Catalogue.Entry>of().iterator();
    private Catalogue.@Nullable Position end;
    private boolean last;
    private long examined;
    private int answered;
    private @Nullable PatientSummary patient;

    Matches(
            InstanceQuery query,
            Catalogue catalogue,
            Predicate<Oid> disclosed,
            RetrieveAddress here,
            SearchLimits limits) {
        this.query = query;
        this.catalogue = catalogue;
        this.disclosed = disclosed;
        this.here = here;
        this.limits = limits;
    }

    public Next next() {
        while (advance()) {
            Catalogue.Entry row = page.next();
            examined++;
            Attributes ended = consider(row);
            if (ended != null) {
                return answer(ended);
            }
        }
        if (!last) {
            return new Next.TooBroad();
        }
        PatientSummary open = patient;
        patient = null;
        return open == null ? new Next.End() : answer(open.attributes());
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

    /** What is complete by this row: itself, or the patient before; null for nothing. */
    private @Nullable Attributes consider(Catalogue.Entry row) {
        if (!disclosed.test(row.study())) {
            return null;
        }
        Attributes attributes = row.attributes()
                .setString(Tag.InstanceAvailability, "ONLINE")
                .setString(Tag.RetrieveAETitle, here.aeTitle());
        if (!query.conditions().stream().allMatch(condition -> condition.holds(attributes))) {
            return null;
        }
        if (query.level() != QueryLevel.PATIENT) {
            return attributes;
        }
        PatientSummary open = patient;
        if (open != null && open.isOf(row.position())) {
            open.add(attributes);
            return null;
        }
        patient = new PatientSummary(row.position(), attributes);
        return open == null ? null : open.attributes();
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
