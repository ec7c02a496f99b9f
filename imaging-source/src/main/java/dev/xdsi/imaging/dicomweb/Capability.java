package dev.xdsi.imaging.dicomweb;

import dev.xdsi.dicom.web.RenderingParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One transaction of these services, as capabilities describe it (PS3.18 8.9, annex H).
 *
 * @param path below the base; names in braces are UIDs and numbers
 * @param query the parameters that may follow
 * @param types of what is answered, or for POST of what is taken
 */
record Capability(String path, String method, String name, List<String> query, List<String> types) {
    private static final List<String> SEARCH =
            List.of("{attribute}", "includefield", "fuzzymatching", "limit", "offset", "accept");
    private static final List<String> RENDERING = Stream.concat(RenderingParameters.NAMES.stream(), Stream.of("accept"))
            .toList();
    private static final String JSON = "application/dicom+json";
    private static final String XML = "multipart/related; type=application/dicom+xml";
    private static final String DICOM = "multipart/related; type=application/dicom";
    private static final String BYTES = "multipart/related; type=application/octet-stream";
    /** Pictures, and what is read of reports. */
    private static final List<String> RENDERED = Stream.concat(
                    Pictures.TYPES.stream(), Stream.of(Documents.HTML, Documents.TEXT, Documents.PDF))
            .toList();

    private static final String STUDY = "studies/{study}";
    private static final String SERIES = STUDY + "/series/{series}";
    private static final String INSTANCE = SERIES + "/instances/{instance}";

    static final List<Capability> ALL = all();

    private static List<Capability> all() {
        List<Capability> all = new ArrayList<>();
        for (String path : List.of(
                "studies", "series", "instances", STUDY + "/series", STUDY + "/instances", SERIES + "/instances")) {
            all.add(new Capability(path, "GET", "Search", SEARCH, List.of(JSON, XML)));
        }
        for (String path : List.of("studies", STUDY)) {
            all.add(new Capability(
                    path,
                    "POST",
                    "Store",
                    List.of("accept"),
                    List.of(DICOM, "multipart/related; type=application/dicom+json", XML, "application/dicom")));
        }
        for (String path : List.of(STUDY, SERIES, INSTANCE)) {
            all.add(new Capability(path, "GET", "Retrieve", List.of("accept"), List.of(DICOM)));
            all.add(new Capability(
                    path + "/metadata", "GET", "RetrieveMetadata", List.of("accept"), List.of(JSON, XML)));
            all.add(new Capability(path + "/bulkdata", "GET", "RetrieveBulkData", List.of("accept"), List.of(BYTES)));
            all.add(new Capability(path + "/pixeldata", "GET", "RetrievePixelData", List.of("accept"), List.of(BYTES)));
            all.addAll(pictures(path, RENDERED));
        }
        all.add(new Capability(INSTANCE, "GET", "RetrieveInstance", List.of("accept"), List.of("application/dicom")));
        all.add(new Capability(
                INSTANCE + "/bulkdata/{attributePath}",
                "GET",
                "RetrieveBulkData",
                List.of("accept"),
                List.of(BYTES, "application/octet-stream")));
        all.add(new Capability(
                INSTANCE + "/frames/{frames}",
                "GET",
                "RetrieveFrames",
                List.of("accept"),
                List.of(BYTES, "application/octet-stream")));
        all.addAll(pictures(INSTANCE + "/frames/{frames}", Pictures.TYPES));
        return List.copyOf(all);
    }

    private static List<Capability> pictures(String path, List<String> rendered) {
        return List.of(
                new Capability(path + "/rendered", "GET", "RetrieveRendered", RENDERING, rendered),
                new Capability(path + "/thumbnail", "GET", "RetrieveThumbnail", RENDERING, Pictures.TYPES));
    }
}
