package dev.xdsi.soap.ebrim;

import dev.xdsi.model.draft.ClassificationDraft;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.wsdl.lcm.SubmitObjectsRequest;
import dev.xdsi.wsdl.rim.ClassificationType;
import dev.xdsi.wsdl.rim.IdentifiableType;
import dev.xdsi.wsdl.rim.ObjectRefType;
import dev.xdsi.wsdl.rim.RegistryObjectListType;
import dev.xdsi.wsdl.rim.RegistryPackageType;
import jakarta.xml.bind.JAXBElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code lcm:SubmitObjectsRequest}, the body of ITI-42 and half of that of ITI-41, and its draft. */
public final class SubmissionCodec {
    private SubmissionCodec() {}

    public static SubmitObjectsRequest encode(SubmissionDraft submission) {
        RegistryObjectListType list = new RegistryObjectListType();
        submission.objects().forEach(object -> list.getIdentifiable().add(RegistryObjectCodec.encode(object)));
        SubmitObjectsRequest request = new SubmitObjectsRequest();
        request.setRegistryObjectList(list);
        return request;
    }

    /** Never refuses: what it cannot place becomes a stray of the draft, for the rules to report. */
    public static SubmissionDraft decode(SubmitObjectsRequest request) {
        RegistryObjectListType list = request.getRegistryObjectList();
        return list == null ? new SubmissionDraft(List.of()) : decode(list);
    }

    private static SubmissionDraft decode(RegistryObjectListType list) {
        List<RegistryObjectDraft> objects = new ArrayList<>();
        Map<String, List<ClassificationDraft>> apart = new LinkedHashMap<>();
        List<String> strays = new ArrayList<>();
        for (JAXBElement<? extends IdentifiableType> element : list.getIdentifiable()) {
            switch (element.getValue()) {
                // Says only that the submission refers to something registered; the associations say it better.
                case ObjectRefType ref -> {}
                // Older senders write the mark of a SubmissionSet or Folder beside the object, not within it.
                case ClassificationType part ->
                    apart.computeIfAbsent(
                                    Objects.requireNonNullElse(part.getClassifiedObject(), ""), id -> new ArrayList<>())
                            .add(RimParts.classification(part));
                case null -> strays.add("an empty " + element.getName().getLocalPart());
                case IdentifiableType object -> {
                    RegistryObjectCodec.decode(object)
                            .ifPresentOrElse(objects::add, () -> strays.add(foreign(element)));
                    nested(object).forEach(strays::add);
                }
            }
        }
        strays.addAll(unplaced(objects, apart));
        return new SubmissionDraft(placed(objects, apart), strays);
    }

    private static String foreign(JAXBElement<? extends IdentifiableType> element) {
        return "a " + element.getName().getLocalPart() + " is not an object of XDS: "
                + element.getValue().getId();
    }

    /** ebRIM lets a package hold its members; XDS joins them by associations only. */
    private static Stream<String> nested(IdentifiableType object) {
        return object instanceof RegistryPackageType set && set.isSetRegistryObjectList()
                ? Stream.of("objects inside a RegistryPackage are not part of XDS: " + set.getId())
                : Stream.empty();
    }

    private static List<RegistryObjectDraft> placed(
            List<RegistryObjectDraft> objects, Map<String, List<ClassificationDraft>> apart) {
        if (apart.isEmpty()) {
            return objects;
        }
        return objects.stream()
                .map(object -> withClassifications(object, apart.getOrDefault(object.id(), List.of())))
                .toList();
    }

    private static List<String> unplaced(
            List<RegistryObjectDraft> objects, Map<String, List<ClassificationDraft>> apart) {
        Set<String> ids = objects.stream().map(RegistryObjectDraft::id).collect(Collectors.toCollection(HashSet::new));
        return apart.keySet().stream()
                .filter(id -> !ids.contains(id))
                .map(id -> "a Classification of an object that was not submitted: " + id)
                .toList();
    }

    private static RegistryObjectDraft withClassifications(RegistryObjectDraft object, List<ClassificationDraft> more) {
        return new RegistryObjectDraft(
                object.kind(),
                object.header(),
                object.name(),
                object.description(),
                object.slots(),
                Stream.concat(object.classifications().stream(), more.stream()).toList(),
                object.externalIdentifiers(),
                object.link());
    }
}
