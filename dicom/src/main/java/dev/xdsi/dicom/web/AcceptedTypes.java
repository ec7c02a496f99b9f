package dev.xdsi.dicom.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The media types that a caller takes (RFC 9110 12.5.1, PS3.18 8.7.4), as far as a resource that has one representation needs
 * them: what is acceptable, and of several types which is preferred.
 */
public final class AcceptedTypes {
    private static final String ANYTHING = "*/*";
    private static final int MOST_RANGES = 50;
    private static final int LONGEST = 8192;

    private final List<MediaType> ranges;

    private AcceptedTypes(List<MediaType> ranges) {
        this.ranges = ranges;
    }

    /** Reads {@code Accept}; absent, everything is accepted. What cannot be read, or is far too much, accepts nothing. */
    public static AcceptedTypes parse(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return new AcceptedTypes(List.of(new MediaType(ANYTHING, Map.of())));
        }
        List<String> ranges = accept.length() > LONGEST ? List.of() : MediaType.split(accept, ',');
        List<MediaType> accepted = new ArrayList<>();
        for (String range : ranges.subList(0, Math.min(MOST_RANGES, ranges.size()))) {
            MediaType.parse(range).filter(AcceptedTypes::isWanted).ifPresent(accepted::add);
        }
        return new AcceptedTypes(accepted);
    }

    private static boolean isWanted(MediaType range) {
        return !range.parameter("q").matches("0(\\.0{0,3})?");
    }

    /** Whether a single representation of that type, such as {@code application/dicom+json}, may be sent. */
    public boolean accepts(String type) {
        String major = type.substring(0, type.indexOf('/')) + "/*";
        return ranges.stream().map(MediaType::type).anyMatch(range -> range.equals(type) || isWild(range, major));
    }

    /** Of the types in which a resource is to be had, the one that the caller likes best, the first of those that he likes alike. */
    public Optional<String> preferred(List<String> types) {
        return types.stream()
                .filter(this::accepts)
                .reduce((best, other) -> quality(other) > quality(best) ? other : best);
    }

    /** By the most specific range that the type is in (RFC 9110 12.5.1). */
    private double quality(String type) {
        String major = type.substring(0, type.indexOf('/')) + "/*";
        for (String wanted : List.of(type, major, ANYTHING)) {
            for (MediaType range : ranges) {
                if (range.type().equals(wanted)) {
                    String quality = range.parameter("q");
                    return quality.matches("[01](\\.\\d{0,3})?") ? Double.parseDouble(quality) : 1;
                }
            }
        }
        return 0;
    }

    private static boolean isWild(String range, String major) {
        return range.equals(ANYTHING) || range.equals(major);
    }

    /**
     * Whether {@code multipart/related; type="application/dicom"} may be sent with a part in this transfer syntax. Who names no
     * transfer syntax gets what there is: the default of PS3.18 8.7.3.5.2 would turn away nearly all who leave the parameter out.
     */
    public boolean acceptsDicomParts(String transferSyntax) {
        return acceptsParts("application/dicom", transferSyntax);
    }

    /** The same for parts of another type, such as {@code application/octet-stream}. */
    public boolean acceptsParts(String type, String transferSyntax) {
        return ranges.stream().anyMatch(range -> isOfParts(range, type) && acceptsSyntax(range, transferSyntax));
    }

    private static boolean isOfParts(MediaType range, String partType) {
        String type = range.type();
        if (isWild(type, "multipart/*")) {
            return true;
        }
        String parts = range.parameter("type").toLowerCase(Locale.ROOT);
        return type.equals("multipart/related")
                && (parts.isEmpty() || parts.equals(ANYTHING) || parts.equals(partType));
    }

    private static boolean acceptsSyntax(MediaType range, String transferSyntax) {
        String wanted = range.parameter("transfer-syntax");
        return wanted.isEmpty() || wanted.equals("*") || wanted.equals(transferSyntax);
    }
}
