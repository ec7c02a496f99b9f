package dev.xdsi.imaging.manifest;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the instances of a study say about their patient and study.
 *
 * @param series the data set of one instance of each series, in UTF-8 and without pixel data; at least one, the oldest first
 */
public record StudyHeader(List<Attributes> series) {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuuMMddHHmm");
    private static final Pattern OFFSET = Pattern.compile("[+-][0-9]{4}");

    public StudyHeader {
        series = List.copyOf(series);
        if (series.isEmpty()) {
            throw new IllegalArgumentException("a study has at least one series");
        }
    }

    /** The one that speaks for the study. */
    public Attributes study() {
        return series.getFirst();
    }

    public String studyInstanceUID() {
        return study().string(Tag.StudyInstanceUID, "");
    }

    /** Timezone Offset From UTC (0008,0201), in which dates and times of the data set are meant. */
    public Optional<ZoneOffset> offsetFromUtc() {
        return study().string(Tag.TimezoneOffsetFromUTC)
                .map(String::strip)
                .filter(offset -> OFFSET.matcher(offset).matches())
                .flatMap(StudyHeader::parseOffset);
    }

    private static Optional<ZoneOffset> parseOffset(String offset) {
        try {
            return Optional.of(ZoneOffset.of(offset));
        } catch (DateTimeException beyondEighteenHours) {
            return Optional.empty();
        }
    }

    /** The same, else that of a zone at the time of the study. */
    public ZoneOffset offset(ZoneId otherwise) {
        return offsetFromUtc().orElseGet(() -> otherwise.getRules().getOffset(studyTime()));
    }

    /** Of a study that does not say when it was, some time. */
    private LocalDateTime studyTime() {
        String date = study().string(Tag.StudyDate, "").strip();
        String time = study().string(Tag.StudyTime, "").strip();
        String text = date + (time.length() < 4 ? "1200" : time.substring(0, 4));
        try {
            return LocalDateTime.parse(text, MINUTES);
        } catch (DateTimeException noTime) {
            return LocalDate.EPOCH.atStartOfDay();
        }
    }

    /** The distinct values that the series give for an element, in their order. */
    public Set<String> distinct(int tag) {
        Set<String> values = new LinkedHashSet<>();
        series.forEach(dataSet ->
                dataSet.string(tag).map(String::strip).filter(s -> !s.isEmpty()).ifPresent(values::add));
        return values;
    }

    /** The regions that its series show (CID IHE-MADO1), in their order. */
    public Set<AnatomicRegion> regions() {
        Set<AnatomicRegion> regions = new LinkedHashSet<>();
        series.forEach(dataSet -> regions.addAll(AnatomicRegion.shownIn(dataSet)));
        return regions;
    }

    /** The data sets by their Series Instance UID. */
    Map<String, Attributes> bySeries() {
        Map<String, Attributes> bySeries = new LinkedHashMap<>();
        series.forEach(dataSet -> bySeries.put(dataSet.string(Tag.SeriesInstanceUID, ""), dataSet));
        return bySeries;
    }

    /** Referenced Request Sequence (0040,A370), where the series say which requests they fulfil (PS3.3 C.17.2). */
    Optional<List<Attributes>> referencedRequests() {
        List<Attributes> requests = new ArrayList<>();
        Set<String> known = new LinkedHashSet<>();
        for (Attributes dataSet : series) {
            for (Attributes request : dataSet.items(Tag.RequestAttributesSequence)) {
                if (known.add(request.string(Tag.AccessionNumber, "") + "\\"
                        + request.string(Tag.RequestedProcedureID, ""))) {
                    requests.add(referencedRequest(dataSet, request));
                }
            }
        }
        return requests.isEmpty() ? Optional.empty() : Optional.of(requests);
    }

    private Attributes referencedRequest(Attributes dataSet, Attributes request) {
        Attributes item = new Attributes()
                .setString(Tag.StudyInstanceUID, request.string(Tag.StudyInstanceUID, studyInstanceUID()))
                .setItems(Tag.ReferencedStudySequence)
                .setEmpty(Tag.PlacerOrderNumberImagingServiceRequest)
                .setEmpty(Tag.FillerOrderNumberImagingServiceRequest)
                .setEmpty(Tag.AccessionNumber)
                .setEmpty(Tag.RequestedProcedureID)
                .setEmpty(Tag.RequestedProcedureDescription);
        dataSet.element(Tag.AccessionNumber).ifPresent(item::set);
        for (int tag : new int[] {
            Tag.AccessionNumber,
            Tag.IssuerOfAccessionNumberSequence,
            Tag.RequestedProcedureID,
            Tag.RequestedProcedureDescription,
            Tag.RequestedProcedureCodeSequence
        }) {
            request.element(tag).filter(element -> !element.isEmpty()).ifPresent(item::set);
        }
        return item;
    }
}
