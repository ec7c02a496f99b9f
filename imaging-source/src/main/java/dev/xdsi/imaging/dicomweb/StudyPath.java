package dev.xdsi.imaging.dicomweb;

import dev.xdsi.imaging.archive.StudyPart;
import dev.xdsi.model.Oid;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /studies/{study}[/series/{series}[/instances/{instance}]][/metadata]} (PS3.18 10.1.1). */
public record StudyPath(StudyPart part, boolean metadata) {
    private static final Pattern FORM = Pattern.compile(
            "/studies/([0-9.]{1,64})(?:/series/([0-9.]{1,64})(?:/instances/([0-9.]{1,64}))?)?(/metadata)?/?");

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
        return Optional.of(new StudyPath(part, matcher.group(4) != null));
    }

    private static @Nullable Oid oid(@Nullable String uid) {
        return uid == null ? null : new Oid(uid);
    }
}
