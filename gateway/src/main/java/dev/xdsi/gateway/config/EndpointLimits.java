package dev.xdsi.gateway.config;

import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.server.HttpLimits;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What single endpoints take of one message, and bear of one client: as an operator says it, else as suits the transactions there.
 *
 * @param said by the path of the endpoint
 */
public record EndpointLimits(Map<String, Map<Limit, Long>> said) {
    private static final long KIBIBYTE = 1024;
    private static final int IN_MEMORY = 256 * 1024;

    /** Of the endpoint that takes documents. */
    private static final Map<Limit, Long> DOCUMENTS = Map.of(
            Limit.PARTS,
            (long) SoapLimits.DEFAULT.parts(),
            Limit.PART_KB,
            SoapLimits.DEFAULT.attachmentBytes() / KIBIBYTE,
            Limit.MESSAGE_KB,
            SoapLimits.DEFAULT.messageBytes() / KIBIBYTE,
            Limit.ENVELOPE_KB,
            SoapLimits.DEFAULT.envelopeBytes() / KIBIBYTE,
            Limit.QUESTION_KB,
            KIBIBYTE,
            Limit.HEADER_KB,
            32L,
            Limit.SECONDS,
            Duration.ofHours(12).toSeconds());

    private static final Map<Limit, Long> METADATA = sized(64 * KIBIBYTE, KIBIBYTE);
    /** The instances of the largest study, each by its name. */
    private static final Map<Limit, Long> INSTANCES = sized(16 * KIBIBYTE, 16 * KIBIBYTE);

    private static final Map<Limit, Long> SMALL = sized(KIBIBYTE, KIBIBYTE);

    private static final Map<String, Map<Limit, Long>> USUAL = Map.ofEntries(
            Map.entry("/repository", DOCUMENTS),
            Map.entry("/registry", METADATA),
            Map.entry("/metadata-update", METADATA),
            Map.entry("/update-responder", METADATA),
            Map.entry("/imaging-source", INSTANCES),
            Map.entry("/responding-imaging-gateway", INSTANCES),
            Map.entry("/initiating-imaging-gateway", INSTANCES),
            Map.entry("/responding-gateway", SMALL),
            Map.entry("/initiating-gateway", SMALL),
            Map.entry("/remove-documents", SMALL),
            Map.entry("/notification-broker", SMALL),
            Map.entry("/patient-discovery", SMALL),
            Map.entry("/patient-identity-feed", SMALL));

    /** Of an endpoint that takes no documents. */
    private static Map<Limit, Long> sized(long messageKb, long questionKb) {
        return Map.of(
                Limit.PARTS, 2L,
                Limit.PART_KB, messageKb,
                Limit.MESSAGE_KB, messageKb,
                Limit.ENVELOPE_KB, messageKb,
                Limit.QUESTION_KB, questionKb,
                Limit.HEADER_KB, 32L,
                Limit.SECONDS, 600L);
    }

    /** One thing that is limited, named in the configuration in small letters. */
    public enum Limit {
        PARTS,
        PART_KB,
        MESSAGE_KB,
        ENVELOPE_KB,
        QUESTION_KB,
        HEADER_KB,
        SECONDS,
        REQUESTS,
        OF_CLIENT;

        private static Limit named(String name) {
            for (Limit limit : values()) {
                if (limit.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) {
                    return limit;
                }
            }
            throw new IllegalArgumentException("is no limit: " + name);
        }
    }

    public EndpointLimits {
        said = Map.copyOf(said);
    }

    /** {@code /path limit=number limit=number, /path limit=number}; empty for none. */
    public static EndpointLimits of(String text) {
        return read(text.isBlank() ? List.of() : List.of(text.split(",", -1)));
    }

    /** What is said of one client, each endpoint by itself; how many requests all clients have under way is no matter of one. */
    public static EndpointLimits ofClient(List<String> entries) {
        EndpointLimits limits = read(entries);
        if (limits.said.values().stream().anyMatch(here -> here.containsKey(Limit.REQUESTS))) {
            throw new IllegalArgumentException(
                    "requests is a limit of the endpoint, for all clients together (ihe.limits); of-client is that of one");
        }
        return limits;
    }

    private static EndpointLimits read(List<String> entries) {
        Map<String, Map<Limit, Long>> said = new HashMap<>();
        for (String entry : entries) {
            String[] words = entry.strip().split("\\s+", -1);
            if (words.length < 2 || !words[0].matches("/[a-z-]+")) {
                throw new IllegalArgumentException("is not a list of /path limit=number …: " + entry.strip());
            }
            usual(words[0]);
            Map<Limit, Long> limits = new EnumMap<>(Limit.class);
            for (int i = 1; i < words.length; i++) {
                add(words[i], limits);
            }
            if (said.put(words[0], limits) != null) {
                throw new IllegalArgumentException("says two things of " + words[0]);
            }
        }
        return new EndpointLimits(said);
    }

    private static void add(String word, Map<Limit, Long> limits) {
        String[] parts = word.split("=", -1);
        if (parts.length != 2 || !parts[1].matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("is not limit=number: " + word);
        }
        if (limits.put(Limit.named(parts[0]), Long.parseLong(parts[1])) != null) {
            throw new IllegalArgumentException("says two things of " + parts[0]);
        }
    }

    /** These, and in their place the others where they say something. */
    public EndpointLimits with(EndpointLimits others) {
        Map<String, Map<Limit, Long>> all = new HashMap<>(said);
        others.said.forEach((path, limits) -> {
            Map<Limit, Long> here = new EnumMap<>(Limit.class);
            here.putAll(said.getOrDefault(path, Map.of()));
            here.putAll(limits);
            all.put(path, here);
        });
        return new EndpointLimits(all);
    }

    private long at(String path, Limit limit) {
        Long other = said.getOrDefault(path, Map.of()).get(limit);
        return other == null ? usual(path).getOrDefault(limit, 0L) : other;
    }

    private static Map<Limit, Long> usual(String path) {
        Map<Limit, Long> usual = USUAL.get(path);
        if (usual == null) {
            throw new IllegalArgumentException("is no endpoint whose limits can be chosen: " + path);
        }
        return usual;
    }

    /** What one message to the endpoint may hold. */
    public SoapLimits messages(String path) {
        return new SoapLimits(
                Math.toIntExact(at(path, Limit.PARTS)),
                at(path, Limit.PART_KB) * KIBIBYTE,
                at(path, Limit.MESSAGE_KB) * KIBIBYTE,
                at(path, Limit.ENVELOPE_KB) * KIBIBYTE,
                IN_MEMORY,
                at(path, Limit.QUESTION_KB) * KIBIBYTE);
    }

    /**
     * What the HTTP server bears at each of these endpoints.
     *
     * @param shares where nothing else is said
     */
    public Map<String, HttpLimits.Endpoint> http(HttpLimits.Shares shares) {
        Map<String, HttpLimits.Endpoint> endpoints = new HashMap<>();
        for (String path : USUAL.keySet()) {
            Map<Limit, Long> here = said.getOrDefault(path, Map.of());
            endpoints.put(
                    path,
                    new HttpLimits.Endpoint(
                            Math.toIntExact(here.getOrDefault(Limit.REQUESTS, (long) shares.ofEndpoint())),
                            Math.toIntExact(here.getOrDefault(Limit.OF_CLIENT, (long) shares.ofClient())),
                            (int) Math.min(at(path, Limit.HEADER_KB) * KIBIBYTE, Integer.MAX_VALUE),
                            Duration.ofSeconds(at(path, Limit.SECONDS))));
        }
        return endpoints;
    }
}
