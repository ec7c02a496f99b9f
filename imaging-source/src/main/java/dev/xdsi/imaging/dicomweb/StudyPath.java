package dev.xdsi.imaging.dicomweb;

import dev.xdsi.dicom.json.BulkDataPath;
import dev.xdsi.imaging.archive.StudyPart;
import dev.xdsi.model.Oid;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /studies/{study}[/series/{series}[/instances/{instance}]]} and what is wanted of it (PS3.18 10.4.1.1). */
public record StudyPath(StudyPart part, Resource resource) {
    private static final Pattern FORM = Pattern.compile(
            "/studies/([0-9.]{1,64})(?:/series/([0-9.]{1,64})(?:/instances/([0-9.]{1,64}))?)?(?:/((?!series/|instances/).{1,4000}?))?/?");
    /** Numbered from 1 (PS3.18 10.4.1.1.6). */
    private static final Pattern FRAMES =
            Pattern.compile("frames/((?!0+\\b)\\d{1,6}(?:,(?!0+\\b)\\d{1,6}){0,999})(/rendered|/thumbnail)?");

    private static final String BULK_DATA = "bulkdata/";

    /** What is wanted of a study, a series or an instance. */
    public sealed interface Resource {
        /** The instances themselves (PS3.18 10.4.1.1.1). */
        record Instances() implements Resource {}

        /** Their attributes without bulk data (PS3.18 10.4.1.1.2). */
        record Metadata() implements Resource {}

        /** Pictures of them (PS3.18 10.4.1.1.3); without numbers, of the frames that represent them. */
        record Rendered(List<Integer> frames) implements Resource {}

        /** One small picture (PS3.18 10.4.1.1.4). */
        record Thumbnail(List<Integer> frames) implements Resource {}

        /** All values that metadata leave out (PS3.18 10.4.1.1.5), or their pixels alone (PS3.18 10.4.1.1.6). */
        record AllBulkData(boolean pixelsOnly) implements Resource {}

        /** One value of an instance. */
        record BulkData(String path) implements Resource {}

        /** Frames of an instance. */
        record Frames(List<Integer> numbers) implements Resource {}
    }

    /** Empty when the path has another form, or a UID in it is none. */
    public static Optional<StudyPath> parse(@Nullable String path) {
        Matcher matcher = FORM.matcher(path == null ? "" : path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        for (int group = 1; group <= 3; group++) {
            if (matcher.group(group) != null && !Oid.isValid(matcher.group(group))) {
                return Optional.empty();
            }
        }
        StudyPart part = new StudyPart(new Oid(matcher.group(1)), oid(matcher.group(2)), oid(matcher.group(3)));
        return resource(matcher.group(4), part.sopInstance() != null).map(resource -> new StudyPath(part, resource));
    }

    private static Optional<Resource> resource(@Nullable String name, boolean ofInstance) {
        if (name == null) {
            return Optional.of(new Resource.Instances());
        }
        return switch (name) {
            case "metadata" -> Optional.of(new Resource.Metadata());
            case "rendered" -> Optional.of(new Resource.Rendered(List.of()));
            case "thumbnail" -> Optional.of(new Resource.Thumbnail(List.of()));
            case "bulkdata" -> Optional.of(new Resource.AllBulkData(false));
            case "pixeldata" -> Optional.of(new Resource.AllBulkData(true));
            default -> ofInstance ? ofInstance(name) : Optional.empty();
        };
    }

    private static Optional<Resource> ofInstance(String name) {
        if (name.startsWith(BULK_DATA)) {
            return Optional.of(name.substring(BULK_DATA.length()))
                    .filter(BulkDataPath::isPath)
                    .map(Resource.BulkData::new);
        }
        Matcher frames = FRAMES.matcher(name);
        if (!frames.matches()) {
            return Optional.empty();
        }
        List<Integer> numbers = Arrays.stream(frames.group(1).split(",", -1))
                .map(Integer::valueOf)
                .toList();
        if (frames.group(2) == null) {
            return Optional.of(new Resource.Frames(numbers));
        }
        return Optional.of(
                frames.group(2).equals("/rendered") ? new Resource.Rendered(numbers) : new Resource.Thumbnail(numbers));
    }

    private static @Nullable Oid oid(@Nullable String uid) {
        return uid == null ? null : new Oid(uid);
    }
}
