package dev.xdsi.dicom.web;

import dev.xdsi.dicom.UID;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The media types that a caller takes (RFC 9110 12.5.1, PS3.18 8.7.4), by the header or by the query parameter: what is acceptable, and of
 * several representations which is preferred. Who names no transfer syntax gets what there is: the default of PS3.18 8.7.3.5.2 would turn
 * away nearly all who leave the parameter out.
 */
public final class AcceptedTypes {
    private static final String ANYTHING = "*/*";
    private static final int MOST_RANGES = 50;
    private static final int LONGEST = 8192;

    private final List<MediaType> ranges;
    /** Those of the query parameter, which come first; null for none. */
    private final @Nullable AcceptedTypes first;

    private AcceptedTypes(List<MediaType> ranges, @Nullable AcceptedTypes first) {
        this.ranges = ranges;
        this.first = first;
    }

    /** Reads {@code Accept}; absent, everything is accepted. What cannot be read, or is far too much, accepts nothing. */
    public static AcceptedTypes parse(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return new AcceptedTypes(List.of(new MediaType(ANYTHING, Map.of())), null);
        }
        List<String> ranges = accept.length() > LONGEST ? List.of() : MediaType.split(accept, ',');
        List<MediaType> accepted = new ArrayList<>();
        for (String range : ranges.subList(0, Math.min(MOST_RANGES, ranges.size()))) {
            MediaType.parse(range).ifPresent(accepted::add);
        }
        return new AcceptedTypes(accepted, null);
    }

    /** Reads {@code Accept} and the query parameter that links have instead (PS3.18 8.3.3.1), which has no wildcards. */
    public static AcceptedTypes parse(@Nullable String accept, @Nullable String parameter) {
        AcceptedTypes header = parse(accept);
        if (parameter == null || parameter.isBlank()) {
            return header;
        }
        List<MediaType> named = parse(parameter).ranges.stream()
                .filter(range -> range.type().indexOf('*') < 0)
                .toList();
        return new AcceptedTypes(header.ranges, new AcceptedTypes(named, null));
    }

    /** Whether a single representation of that type, such as {@code application/dicom+json}, may be sent. */
    public boolean accepts(String type) {
        return quality(Offer.single(type, "")) > 0;
    }

    /** Of the types in which a resource is to be had, the one that the caller likes best, the first of those that he likes alike. */
    public Optional<String> preferred(List<String> types) {
        return best(types.stream().map(type -> Offer.single(type, "")).toList()).map(Offer::type);
    }

    /** The same of representations (PS3.18 8.7.8): what the query parameter names, if the header does not forbid it, else by the header. */
    public Optional<Offer> best(List<Offer> offers) {
        return ordered(offers).stream().findFirst();
    }

    /** All that are acceptable, the best first; those that the caller likes alike stay in their order. */
    public List<Offer> ordered(List<Offer> offers) {
        List<Offer> acceptable =
                offers.stream().filter(offer -> quality(offer) > 0).toList();
        List<Offer> named = first == null ? List.of() : first.ordered(acceptable);
        return named.isEmpty()
                ? acceptable.stream()
                        .sorted(Comparator.comparingDouble((Offer offer) -> -quality(offer)))
                        .toList()
                : named;
    }

    /** By the most specific range that it is in (RFC 9110 12.5.1); 0 for what is not accepted. */
    double quality(Offer offer) {
        int closest = 0;
        double quality = 0;
        for (MediaType range : ranges) {
            int closeness = closeness(range, offer);
            if (closeness > closest || (closeness > 0 && closeness == closest && quality(range) > quality)) {
                closest = closeness;
                quality = quality(range);
            }
        }
        return quality;
    }

    private static double quality(MediaType range) {
        String quality = range.parameter("q");
        return quality.matches("[01](\\.\\d{0,3})?") ? Double.parseDouble(quality) : 1;
    }

    private static int closeness(MediaType range, Offer offer) {
        String syntax = syntax(range, offer);
        boolean named = !syntax.isEmpty() && !syntax.equals("*");
        if (named && !offer.transferSyntax().isEmpty() && !syntax.equals(offer.transferSyntax())) {
            return 0;
        }
        int closeness = closenessOfType(range, offer);
        return closeness == 0 ? 0 : 2 * closeness + (named ? 1 : 0);
    }

    /** Bytes of which no transfer syntax is said are wanted uncompressed (PS3.18 8.7.3.5.2). */
    private static String syntax(MediaType range, Offer offer) {
        String syntax = range.parameter("transfer-syntax");
        String type = offer.parts() ? range.parameter("type") : range.type();
        return syntax.isEmpty() && type.equalsIgnoreCase(FrameTypes.OCTET_STREAM) ? UID.ExplicitVRLittleEndian : syntax;
    }

    private static int closenessOfType(MediaType range, Offer offer) {
        String type = offer.parts() ? "multipart/related" : offer.type();
        if (range.type().equals(ANYTHING)) {
            return 1;
        }
        if (range.type().equals(anyOf(type))) {
            return 2;
        }
        if (!range.type().equals(type)) {
            return 0;
        }
        String parts = offer.parts() ? range.parameter("type").toLowerCase(Locale.ROOT) : offer.type();
        if (parts.isEmpty() || parts.equals(ANYTHING) || parts.equals(anyOf(offer.type()))) {
            return 3;
        }
        return parts.equals(offer.type()) ? 4 : 0;
    }

    private static String anyOf(String type) {
        return type.substring(0, type.indexOf('/')) + "/*";
    }

    /** Whether {@code multipart/related; type="application/dicom"} may be sent with a part in this transfer syntax. */
    public boolean acceptsDicomParts(String transferSyntax) {
        return acceptsParts("application/dicom", transferSyntax);
    }

    /** The same for parts of another type, such as {@code application/octet-stream}. */
    public boolean acceptsParts(String type, String transferSyntax) {
        return quality(Offer.parts(type, transferSyntax)) > 0;
    }
}
