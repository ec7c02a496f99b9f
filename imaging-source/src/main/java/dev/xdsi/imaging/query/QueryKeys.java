package dev.xdsi.imaging.query;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.ElementDictionary;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.VR;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the keys of an Identifier (PS3.4 C.4.1.1.3): which matching each wants, by its value representation and its value. */
public final class QueryKeys {
    /** They say how the identifier is written and what it is about, and are no keys. */
    private static final Set<Integer> NO_KEYS =
            Set.of(Tag.SpecificCharacterSet, Tag.TimezoneOffsetFromUTC, Tag.QueryRetrieveLevel);

    private static final int MOST_KEYS = 512;
    private static final int MOST_VALUES = 10_000;
    private static final int DEEPEST = 4;

    private QueryKeys() {}

    /** Matched one by one, or dates and times that belong together as one (PS3.4 C.2.2.2.5.4). */
    public enum DateTimeMatching {
        SEPARATE,
        COMBINED
    }

    public static InstanceQuery read(QueryLevel level, Attributes identifier, DateTimeMatching matching)
            throws UnacceptableQuery {
        List<Condition> conditions = new ArrayList<>();
        Set<Integer> unsupported = new HashSet<>();
        ZoneOffset offset = DateTimeKeys.offset(identifier);
        for (Element element : keys(identifier)) {
            if (!AttributeLevels.isKnown(element.tag(), level)) {
                unsupported.add(element.tag());
            } else if (isUnmatchable(identifier, element.tag())) {
                unsupported.add(element.tag());
            } else {
                condition(identifier, element.tag(), offset, 1).ifPresent(conditions::add);
            }
        }
        return new InstanceQuery(
                level,
                matching == DateTimeMatching.COMBINED ? DateTimeKeys.combined(conditions) : conditions,
                new ReturnKeys(identifier.copy(), false),
                unsupported);
    }

    private static List<Element> keys(Attributes identifier) throws UnacceptableQuery {
        List<Element> keys = identifier.stream()
                .filter(element -> !NO_KEYS.contains(element.tag()) && !Tags.isGroupLength(element.tag()))
                .toList();
        if (keys.size() > MOST_KEYS) {
            throw new UnacceptableQuery("more than " + MOST_KEYS + " keys");
        }
        return keys;
    }

    /** What cannot be compared at all. */
    private static boolean isUnmatchable(Attributes identifier, int tag) {
        return identifier.hasValue(tag)
                && switch (vr(identifier, tag)) {
                    case OB, OD, OF, OL, OV, OW, UN -> true;
                    default -> false;
                };
    }

    private static VR vr(Attributes item, int tag) {
        VR written = item.element(tag).map(Element::vr).orElse(VR.UN);
        return written == VR.UN ? ElementDictionary.vrOf(tag) : written;
    }

    private static Optional<Condition> condition(Attributes item, int tag, @Nullable ZoneOffset offset, int depth)
            throws UnacceptableQuery {
        VR vr = vr(item, tag);
        if (vr == VR.SQ) {
            return item(item.items(tag), tag, offset, depth);
        }
        List<String> values = item.strings(tag).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.stream().anyMatch(value -> value.indexOf(0) >= 0)) {
            throw new UnacceptableQuery(Tags.toString(tag) + " has a NUL, which no value has");
        }
        if (values.size() > MOST_VALUES) {
            throw new UnacceptableQuery(Tags.toString(tag) + " has more than " + MOST_VALUES + " values");
        }
        return switch (vr) {
            case DA -> Optional.of(DateTimeKeys.date(tag, values.getFirst()));
            case DT -> Optional.of(DateTimeKeys.moment(tag, values.getFirst(), offset));
            case TM -> Optional.of(DateTimeKeys.time(tag, values.getFirst()));
            case PN -> isAnything(values) ? Optional.empty() : Optional.of(name(tag, values));
            case AE, CS, LO, LT, SH, ST, UC, UR, UT -> isAnything(values) ? Optional.empty() : text(tag, values);
            case DS, FD, FL, IS, SL, SS, SV, UL, US -> Optional.of(number(item, tag));
            default -> Optional.of(new Condition.OneOf(tag, Set.copyOf(values)));
        };
    }

    private static boolean isAnything(List<String> values) {
        return values.getFirst().chars().allMatch(c -> c == '*');
    }

    private static Condition name(int tag, List<String> values) {
        return new Condition.Name(tag, NamePattern.of(values.getFirst()));
    }

    private static Optional<Condition> text(int tag, List<String> values) {
        return Optional.of(
                values.size() == 1 && Wildcards.areIn(values.getFirst())
                        ? new Condition.Like(tag, new Wildcards(values.getFirst()))
                        : new Condition.OneOf(tag, Set.copyOf(values)));
    }

    private static Condition number(Attributes item, int tag) throws UnacceptableQuery {
        double[] numbers = item.reals(tag);
        if (numbers.length == 0) {
            throw new UnacceptableQuery(Tags.toString(tag) + " is no number");
        }
        return new Condition.Numeric(tag, numbers[0]);
    }

    private static Optional<Condition> item(List<Attributes> items, int tag, @Nullable ZoneOffset offset, int depth)
            throws UnacceptableQuery {
        if (items.size() > 1 || depth > DEEPEST) {
            throw new UnacceptableQuery(Tags.toString(tag) + " has more than one item, or one too deep within others");
        }
        List<Condition> conditions = new ArrayList<>();
        for (Attributes only : items) {
            for (Element element : keys(only)) {
                condition(only, element.tag(), offset, depth + 1).ifPresent(conditions::add);
            }
        }
        return conditions.isEmpty() ? Optional.empty() : Optional.of(new Condition.AnItem(tag, conditions));
    }
}
