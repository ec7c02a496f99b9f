package dev.xdsi.imaging.manifest;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.model.Oid;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Image Library of a study (PS3.16 TID 1600, 1601, as IHE RAD MADO wants them): a group for each series, an entry for each instance. */
final class ImageLibrary {
    private static final CodedConcept LIBRARY = dcm("111028", "Image Library");
    private static final CodedConcept GROUP = dcm("126200", "Image Library Group");
    private static final CodedConcept MODALITY = dcm("121139", "Modality");
    private static final CodedConcept TARGET_REGION = dcm("123014", "Target Region");
    private static final CodedConcept SERIES_OF_STUDY = dcm("131565", "Number of Study Related Series");
    private static final CodedConcept SERIES_DATE = dcm("131561", "Series Date");
    private static final CodedConcept SERIES_TIME = dcm("131562", "Series Time");
    private static final CodedConcept SERIES_DESCRIPTION = dcm("131563", "Series Description");
    private static final CodedConcept SERIES_NUMBER = dcm("113607", "Series Number");
    private static final CodedConcept SERIES_UID = dcm("112002", "Series Instance UID");
    private static final CodedConcept INSTANCES_OF_SERIES = dcm("131564", "Number of Series Related Instances");
    private static final CodedConcept FRAMES = dcm("121140", "Number of Frames");
    private static final CodedConcept INSTANCE_NUMBER = dcm("113609", "Instance Number");
    private static final CodedConcept DOCUMENT_TITLE = dcm("121144", "Document Title");
    private static final CodedConcept DESCRIPTION = dcm("113012", "Key Object Description");

    private final StudyContents study;
    private final Map<String, Attributes> headers;

    ImageLibrary(StudyContents study) {
        this.study = study;
        this.headers = study.header().bySeries();
    }

    Attributes container() {
        Map<Oid, List<StoredInstance>> bySeries = study.bySeries();
        List<Attributes> content = new ArrayList<>();
        modalities()
                .forEach(modality -> content.add(ContentItem.code(MODALITY, AcquisitionModality.concept(modality))));
        regions().forEach(region -> content.add(ContentItem.code(TARGET_REGION, region.concept())));
        content.add(ContentItem.number(SERIES_OF_STUDY, bySeries.size(), "{series}"));
        bySeries.forEach((series, instances) -> content.add(group(series, instances)));
        return ContentItem.container(LIBRARY, content);
    }

    /** Those that acquired something, as long as there are any. */
    private Set<String> modalities() {
        Set<String> all = study.header().distinct(Tag.Modality);
        Set<String> acquiring = new LinkedHashSet<>(all);
        acquiring.removeIf(modality -> AcquisitionModality.code(modality).isEmpty());
        Set<String> said = acquiring.isEmpty() ? all : acquiring;
        return said.isEmpty() ? Set.of("") : said;
    }

    /** At least one is required: of a study whose images do not say what they show, nothing of the body is excluded. */
    private Set<AnatomicRegion> regions() {
        Set<AnatomicRegion> regions = study.header().regions();
        return regions.isEmpty() ? Set.of(AnatomicRegion.ENTIRE_BODY) : regions;
    }

    private Attributes group(Oid series, List<StoredInstance> instances) {
        Attributes header = headers.getOrDefault(series.value(), new Attributes());
        List<Attributes> content = new ArrayList<>();
        String modality = header.string(Tag.Modality, "").strip();
        content.add(ContentItem.code(MODALITY, AcquisitionModality.concept(modality)));
        valid(header, Tag.SeriesDate, "[0-9]{8}").forEach(date -> content.add(ContentItem.date(SERIES_DATE, date)));
        valid(header, Tag.SeriesTime, "[0-9]{2}([0-9]{2}([0-9]{2}(\\.[0-9]{1,6})?)?)?")
                .forEach(time -> content.add(ContentItem.time(SERIES_TIME, time)));
        valid(header, Tag.SeriesDescription, "(?s).+")
                .forEach(text -> content.add(ContentItem.text(SERIES_DESCRIPTION, text)));
        valid(header, Tag.SeriesNumber, ".+").forEach(number -> content.add(ContentItem.text(SERIES_NUMBER, number)));
        content.add(ContentItem.uid(SERIES_UID, series.value()));
        AnatomicRegion.shownIn(header)
                .forEach(region -> content.add(ContentItem.code(TARGET_REGION, region.concept())));
        content.add(ContentItem.number(INSTANCES_OF_SERIES, instances.size(), "{instances}"));
        instances.forEach(instance -> content.add(entry(instance)));
        return ContentItem.container(GROUP, content);
    }

    private Attributes entry(StoredInstance instance) {
        InstanceDescription said = study.description(instance);
        List<Attributes> description = new ArrayList<>();
        if (said.frames() > 0) {
            description.add(ContentItem.number(FRAMES, said.frames(), "{frames}"));
        }
        if (!said.instanceNumber().isEmpty()) {
            description.add(ContentItem.text(INSTANCE_NUMBER, said.instanceNumber()));
        }
        CodedConcept title = said.documentTitle();
        if (title != null) {
            description.add(ContentItem.code(DOCUMENT_TITLE, title));
        }
        if (!said.keyObjectDescription().isEmpty()) {
            description.add(ContentItem.text(DESCRIPTION, said.keyObjectDescription()));
        }
        return ContentItem.reference(
                ReferenceType.of(instance.sopClassUID()), KosManifest.reference(instance), description);
    }

    private static List<String> valid(Attributes header, int tag, String form) {
        return header.string(tag).map(String::strip).filter(value -> value.matches(form)).stream()
                .toList();
    }

    private static CodedConcept dcm(String value, String meaning) {
        return new CodedConcept(value, "DCM", meaning);
    }
}
