package dev.xdsi.imaging.rad129;

import dev.xdsi.imaging.query.QueryLevel;
import dev.xdsi.model.Oid;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is searched, by the path (PS3.18 table 10.6.1-1): {@code /studies}, {@code /series}, {@code /instances}, and the latter two of a
 * study, the last of a series.
 *
 * @param study in which alone is searched; null for all
 * @param series in which alone is searched; null for all
 */
public record QidoPath(
        QueryLevel level, @Nullable String study, @Nullable String series) {
    private static final Pattern FORM = Pattern.compile(
            "(?:/studies/([0-9.]{1,64})(?:/series/([0-9.]{1,64})(?=/instances))?)?/(studies|series|instances)/?");

    /** Empty when it is no path of a search, or a UID in it is none. */
    public static Optional<QidoPath> parse(@Nullable String path) {
        Matcher matcher = FORM.matcher(path == null ? "" : path);
        if (!matcher.matches() || !isUid(matcher.group(1)) || !isUid(matcher.group(2))) {
            return Optional.empty();
        }
        QueryLevel level = switch (matcher.group(3)) {
            case "studies" -> QueryLevel.STUDY;
            case "series" -> QueryLevel.SERIES;
            default -> QueryLevel.IMAGE;
        };
        return level == QueryLevel.STUDY && matcher.group(1) != null
                ? Optional.empty()
                : Optional.of(new QidoPath(level, matcher.group(1), matcher.group(2)));
    }

    private static boolean isUid(@Nullable String uid) {
        return uid == null || Oid.isValid(uid);
    }
}
