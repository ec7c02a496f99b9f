package dev.xdsi.consumer.dicomweb;

import dev.xdsi.dicom.UniqueIdentifiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request names (PS3.18 10.1.1): none to three UIDs, of a study, of a series and of an instance, and what is wanted of it.
 *
 * @param resource what follows after the last UID, such as {@code metadata} or {@code frames/1}
 */
record ResourcePath(List<String> uids, String resource) {
    private static final List<String> LEVELS = List.of("studies", "series", "instances");
    private static final int MOST_SEGMENTS = 40;

    ResourcePath {
        uids = List.copyOf(uids);
    }

    /** A UID that is none is taken for the name of a resource, which nobody knows. */
    static ResourcePath of(@Nullable String pathInfo) {
        String path = pathInfo == null || pathInfo.isEmpty() ? "/" : pathInfo;
        List<String> segments = Arrays.asList(path.substring(1).split("/", MOST_SEGMENTS));
        List<String> uids = new ArrayList<>();
        int at = 0;
        while (uids.size() < LEVELS.size()
                && at + 1 < segments.size()
                && segments.get(at).equals(LEVELS.get(uids.size()))
                && UniqueIdentifiers.isValid(segments.get(at + 1))) {
            uids.add(segments.get(at + 1));
            at += 2;
        }
        return new ResourcePath(uids, String.join("/", segments.subList(at, segments.size())));
    }

    boolean isOfInstance() {
        return uids.size() == LEVELS.size();
    }

    String study() {
        return uids.getFirst();
    }

    @Nullable
    String series() {
        return uids.size() > 1 ? uids.get(1) : null;
    }

    @Nullable
    String instance() {
        return isOfInstance() ? uids.getLast() : null;
    }
}
