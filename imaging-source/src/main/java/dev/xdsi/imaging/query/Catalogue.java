package dev.xdsi.imaging.query;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.model.Oid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the archive knows of its studies, series and instances without opening a file, for those who look for something. */
public interface Catalogue {
    /**
     * The next of those things that may be meant; patients are given as their studies, one behind the other. Everything that is meant is
     * among them, and more may be: whether the conditions hold says the attributes. Nothing is held between two pages.
     *
     * @param after the end of the page before; null for the first page
     */
    Page page(InstanceQuery query, @Nullable Position after);

    /** Some of them; {@code end} is null when there are no more. */
    record Page(List<Entry> rows, @Nullable Position end) {}

    /** Where a page ended, in the order of patients, their studies, the series of these and their instances. */
    record Position(String patientId, String issuer, String study, String series, long number) {}

    /** Whose something is: a Patient ID that says nothing of its issuer is the department's. */
    record Patient(String patientId, String issuer) {}

    /**
     * All that is known of something at its level and above.
     *
     * @param attributes in UTF-8; of levels that are described by data sets of their own, Timezone Offset From UTC (0008,0201) is the one of the
     *     lowest
     * @param inOneTimezone whether it is that of all of them
     */
    record Description(Attributes attributes, boolean inOneTimezone) {
        /** What is answered: no offset where some of the dates and times may be meant in another. Read by who has matched already. */
        public Attributes answered() {
            return inOneTimezone ? attributes : attributes.copy().remove(Tag.TimezoneOffsetFromUTC);
        }
    }

    /** One thing that may be meant. */
    interface Entry {
        Oid study();

        Position position();

        Patient patient();

        /** Read when it is asked for. */
        Description description();
    }
}
