package dev.xdsi.imaging.rad129;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.ElementDictionary;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.VR;
import dev.xdsi.imaging.query.Condition;
import dev.xdsi.imaging.query.InstanceQuery;
import dev.xdsi.imaging.query.QueryKeys;
import dev.xdsi.imaging.query.QueryKeys.DateTimeMatching;
import dev.xdsi.imaging.query.QueryLevel;
import dev.xdsi.imaging.query.ReturnKeys;
import dev.xdsi.imaging.query.SimilarNames;
import dev.xdsi.imaging.query.UnacceptableQuery;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A search as its URL says it (PS3.18 8.3.4): as the identifier that a C-FIND would have, with which page of the answers is wanted.
 *
 * @param limited whether the client said how many
 */
public record QidoParameters(InstanceQuery query, int offset, int limit, boolean limited) {
    static final int MOST = 1_000;

    private static final Set<String> CONTROLS =
            Set.of("limit", "offset", "fuzzymatching", "includefield", "accept", "charset");

    /** @throws UnacceptableQuery for what is no search */
    public static QidoParameters read(QidoPath path, Map<String, String[]> parameters) throws UnacceptableQuery {
        Attributes keys = new Attributes().setString(Tag.SpecificCharacterSet, "ISO_IR 192");
        for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
            if (!CONTROLS.contains(parameter.getKey())) {
                new AttributePath(parameter.getKey()).put(keys, single(parameters, parameter.getKey(), ""));
            }
        }
        within(path, keys);
        InstanceQuery asked = QueryKeys.read(path.level(), keys, DateTimeMatching.COMBINED);
        Set<Integer> unsupported = new HashSet<>(asked.unsupported());
        Attributes fields = fields(asked.answer().asked(), unsupported);
        boolean everything = includes(fields, parameters);
        DefaultFields.addTo(fields, path);
        int limit = number(parameters, "limit", MOST);
        return new QidoParameters(
                new InstanceQuery(
                        path.level(),
                        conditions(asked, keys, parameters),
                        new ReturnKeys(fields, everything),
                        unsupported),
                number(parameters, "offset", 0),
                Math.min(limit, MOST),
                parameters.containsKey("limit"));
    }

    /** With {@code fuzzymatching}, names need only be similar (PS3.18 8.3.4.2), also those in items. */
    private static List<Condition> conditions(InstanceQuery asked, Attributes keys, Map<String, String[]> parameters)
            throws UnacceptableQuery {
        String fuzzy = single(parameters, "fuzzymatching", "false");
        if (!fuzzy.equals("true") && !fuzzy.equals("false")) {
            throw new UnacceptableQuery("fuzzymatching is true or false");
        }
        return fuzzy.equals("true") ? similar(asked.conditions(), keys) : asked.conditions();
    }

    private static List<Condition> similar(List<Condition> conditions, Attributes keys) {
        return conditions.stream()
                .map(condition -> switch (condition) {
                    case Condition.Name(int tag, var ignored) ->
                        new Condition.Similar(tag, SimilarNames.of(keys.string(tag, "")));
                    case Condition.AnItem(int tag, var inner) ->
                        new Condition.AnItem(tag, similar(inner, keys.item(tag).orElseThrow()));
                    default -> condition;
                })
                .toList();
    }

    /** What is matched is returned, in full: an item that was a key names no parts to return. */
    private static Attributes fields(Attributes keys, Set<Integer> unsupported) {
        Attributes fields = new Attributes();
        keys.stream()
                .filter(key -> key.tag() != Tag.SpecificCharacterSet && !unsupported.contains(key.tag()))
                .forEach(key -> {
                    if (key.vr() == VR.SQ) {
                        fields.setItems(key.tag());
                    } else {
                        fields.setBytes(key.tag(), key.vr(), new byte[0]);
                    }
                });
        return fields;
    }

    private static void within(QidoPath path, Attributes keys) throws UnacceptableQuery {
        if (path.study() != null) {
            once(keys, QueryLevel.STUDY, path.study());
        }
        if (path.series() != null) {
            once(keys, QueryLevel.SERIES, path.series());
        }
    }

    private static void once(Attributes keys, QueryLevel level, String uid) throws UnacceptableQuery {
        if (keys.contains(level.uniqueKey())) {
            throw new UnacceptableQuery("the path and the query both name a " + level);
        }
        keys.setString(level.uniqueKey(), VR.UI, uid);
    }

    /** True for all that is known. */
    private static boolean includes(Attributes fields, Map<String, String[]> parameters) throws UnacceptableQuery {
        boolean everything = false;
        for (String several : parameters.getOrDefault("includefield", new String[0])) {
            for (String field : List.of(several.split(",", -1))) {
                if (field.equals("all")) {
                    everything = true;
                } else if (!field.isEmpty()) {
                    include(fields, new AttributePath(field).first());
                }
            }
        }
        return everything;
    }

    private static void include(Attributes fields, int tag) {
        if (!fields.contains(tag)) {
            VR vr = ElementDictionary.vrOf(tag);
            if (vr == VR.SQ) {
                fields.setItems(tag);
            } else {
                fields.setBytes(tag, vr, new byte[0]);
            }
        }
    }

    private static String single(Map<String, String[]> parameters, String name, String otherwise)
            throws UnacceptableQuery {
        String[] values = parameters.getOrDefault(name, new String[] {otherwise});
        if (values.length != 1) {
            throw new UnacceptableQuery("a parameter is there more than once");
        }
        return values[0];
    }

    private static int number(Map<String, String[]> parameters, String name, int otherwise) throws UnacceptableQuery {
        String text = single(parameters, name, String.valueOf(otherwise));
        if (!text.matches("[0-9]{1,9}")) {
            throw new UnacceptableQuery(name + " is a whole number");
        }
        return Integer.parseInt(text);
    }
}
