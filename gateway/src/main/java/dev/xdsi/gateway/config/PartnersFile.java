package dev.xdsi.gateway.config;

import dev.xdsi.consumer.community.RemoteCommunity;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the communities that this one has agreements with; every mistake is reported at once, each with its line. */
public final class PartnersFile {
    private static final String LIST = "communities";
    private static final String HOME = "home-community-id";
    private static final String NAME = "name";
    private static final String QUERY = "query";
    private static final String IMAGING = "imaging";
    private static final String PATIENT_DISCOVERY = "patient-discovery";
    private static final String PATIENT_AUTHORITY = "patient-authority";
    private static final String TIME_BUDGET = "time-budget";
    private static final Set<String> KEYS =
            Set.of(HOME, NAME, QUERY, IMAGING, PATIENT_DISCOVERY, PATIENT_AUTHORITY, TIME_BUDGET);
    private static final int MOST_BYTES = 1_000_000;

    private final Path file;
    private final HomeCommunityId own;
    private final Duration budget;
    private final List<String> mistakes = new ArrayList<>();

    private PartnersFile(Path file, HomeCommunityId own, Duration budget) {
        this.file = file;
        this.own = own;
        this.budget = budget;
    }

    /**
     * Reads a file.
     *
     * @param own this community, which is no partner of itself
     * @param budget for communities that name none
     */
    public static List<RemoteCommunity> read(Path file, HomeCommunityId own, Duration budget)
            throws ConfigurationException {
        return new PartnersFile(file, own, budget).read();
    }

    /** The file that the configuration means, which need not be there. */
    public static Path of(Configuration configuration) {
        String named = configuration.get(CommunitySettings.PARTNERS);
        return named.isEmpty() ? configuration.get(Settings.DATA).resolve("partners.yaml") : Path.of(named);
    }

    /** The communities of that file; none where there is no file and none was named. */
    public static List<RemoteCommunity> read(Configuration configuration) throws ConfigurationException {
        Path file = of(configuration);
        boolean named = !configuration.get(CommunitySettings.PARTNERS).isEmpty();
        return named || Files.exists(file)
                ? read(
                        file,
                        configuration.get(Settings.HOME_COMMUNITY_ID),
                        configuration.get(CommunitySettings.COMMUNITIES_TIME_BUDGET))
                : List.of();
    }

    /** A file with everything explained, to start from. */
    public static String example() {
        return """
            # The communities that this one exchanges documents and images with (IHE XCA, XCA-I).
            # Changes are taken over without a restart. `./xdsi partner check` tries each one out.
            communities:
                # homeCommunityId of the partner, an OID; required.
              - home-community-id: "1.2.3.4.5"
                # What people here call it; required.
                name: Hospital South
                # Its Responding Gateway: Cross Gateway Query and Retrieve, ITI-38 and ITI-39; required.
                query: https://gateway.south.example/responding-gateway
                # Its Responding Imaging Gateway, RAD-75. Without it only documents come, no images.
                imaging: https://gateway.south.example/responding-imaging-gateway
                # Where it answers Cross Gateway Patient Discovery, ITI-55.
                patient-discovery: https://gateway.south.example/patient-discovery
                # Assigning authority of the patient ids it uses, if it is another than ours.
                patient-authority: "1.2.3.4.5.6"
                # How long we wait until its answer begins; by default communities.time-budget.
                time-budget: 10 s
            # Who may have answers sent to an address of his own instead of back on his connection, by a wsa:ReplyTo or
            # wsa:FaultTo that is not anonymous (asynchronous Web Services Exchange). Nobody else may.
            answers:
                # Subject of the certificate with which the partner calls; required.
              - subject: CN=gateway,O=Hospital South
                # https addresses where he takes them; each stands for itself and all that is below it; required.
                to:
                  - https://gateway.south.example/answers
            # Who has limits of his own at single endpoints; all others have those that ihe.limits says.
            limits:
                # Subject of the certificate with which the partner calls; required.
              - subject: CN=gateway,O=Hospital South
                # Endpoints, and what holds there for him in the words of ihe.limits; what is not said holds as for everybody.
                # Only requests are not his: of-client limits how many of them he has under way. Required.
                at:
                  - /repository parts=10 message-kb=20480 header-kb=8 seconds=60 of-client=2
                  - /registry message-kb=512
            # Application entities that may query and retrieve over DIMSE (C-FIND, C-GET, C-MOVE) or store, and to which C-MOVE may
            # send. Nobody else may query; who else may store says dicom.callers. An AE title proves nothing: what it is believed by is
            # the certificate, or the address. Who may query sees what the publication policy keeps from other nodes too.
            dicom:
                # Its AE title; required.
              - ae-title: PACS_SOUTH
                # Subject of its certificate; without one it may not ask on the port with TLS.
                subject: CN=pacs,O=Hospital South
                # Its IP address; without one it may not ask on the port without TLS. With neither it may not ask at all.
                address: 192.0.2.17
                # In whose name it asks, for the consents of patients: organization, organization-id (urn:oid:…), roles and purposes
                # of use as code^^codingScheme. As for a user of whom nothing is said, what is not given is not permitted by it.
                organization: Hospital South
                organization-id: urn:oid:1.2.3.4.5
                roles: [309343006^^2.16.840.1.113883.6.96]
                purposes: [TREATMENT^^2.16.840.1.113883.3.18.7.1]
                # What is made of users whom it names when it associates, instead of dicom.user-identity: off, accepted or required. A
                # user who is proven asks in his own name.
                user-identity: accepted
                # host:port where it takes what a C-MOVE sends, with TLS or not. Without it nothing is sent there. Who has it sent there
                # must be allowed to have it, and so must this one where it may query or has an organization.
                send-to: pacs.south.example:2762
                tls: true
              - ae-title: CT1
                address: 192.0.2.31
                # What it may do: store (C-STORE, and to tell of performed procedure steps and availability), query; by default query.
                # With the first entry that may store nobody may associate any more who is in no entry, unless dicom.callers is any.
                may: [store]
            """;
    }

    private List<RemoteCommunity> read() throws ConfigurationException {
        Map<HomeCommunityId, RemoteCommunity> communities = new LinkedHashMap<>();
        for (Node entry : entries()) {
            community(entry).ifPresent(community -> {
                if (communities.put(community.home(), community) != null) {
                    mistake(entry, community.home() + " is in the list twice");
                }
            });
        }
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(mistakes);
        }
        return List.copyOf(communities.values());
    }

    private List<Node> entries() {
        Optional<Node> document = document();
        if (document.isEmpty()) {
            return List.of();
        }
        if (!(document.get() instanceof MappingNode root)
                || !root.getValue().stream().allMatch(PartnersFile::isList)) {
            mistake(
                    document.get(),
                    "the file has the keys " + LIST + ", " + AnswersFile.LIST + ", " + LimitsFile.LIST + " and "
                            + DicomPartnersFile.LIST + ", each with a list");
            return List.of();
        }
        return root.getValue().stream()
                .filter(list -> text(list.getKeyNode()).equals(LIST))
                .flatMap(list -> ((SequenceNode) list.getValueNode()).getValue().stream())
                .toList();
    }

    private static boolean isList(NodeTuple tuple) {
        return Set.of(LIST, AnswersFile.LIST, LimitsFile.LIST, DicomPartnersFile.LIST)
                        .contains(text(tuple.getKeyNode()))
                && tuple.getValueNode() instanceof SequenceNode;
    }

    private Optional<Node> document() {
        try {
            if (Files.size(file) > MOST_BYTES) {
                mistakes.add(file + " is larger than " + MOST_BYTES + " bytes");
                return Optional.empty();
            }
            return new Compose(LoadSettings.builder().setLabel(file.toString()).build())
                    .composeString(Files.readString(file));
        } catch (IOException unreadable) {
            mistakes.add(file + " cannot be read: " + unreadable.getMessage());
        } catch (YamlEngineException malformed) {
            mistakes.add(file + " is not YAML: "
                    + String.valueOf(malformed.getMessage()).replace('\n', ' '));
        }
        return Optional.empty();
    }

    private Optional<RemoteCommunity> community(Node entry) {
        if (!(entry instanceof MappingNode mapping)) {
            mistake(entry, "a community is written as keys with values");
            return Optional.empty();
        }
        Map<String, Node> values = values(mapping);
        HomeCommunityId home = required(mapping, values, HOME, this::home);
        String name = required(mapping, values, NAME, Values::text);
        URI query = required(mapping, values, QUERY, Values::url);
        URI imaging = optional(values, IMAGING, Values::url);
        URI discovery = optional(values, PATIENT_DISCOVERY, Values::url);
        Oid authority = optional(values, PATIENT_AUTHORITY, Values::oid);
        Duration time = optional(values, TIME_BUDGET, Values::positiveDuration);
        if (home == null || name == null || query == null) {
            return Optional.empty();
        }
        return Optional.of(new RemoteCommunity(
                home,
                name,
                new RemoteCommunity.Addresses(query, imaging, discovery),
                authority,
                time == null ? budget : time));
    }

    private Map<String, Node> values(MappingNode mapping) {
        Map<String, Node> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = text(tuple.getKeyNode());
            if (!KEYS.contains(key)) {
                mistake(
                        tuple.getKeyNode(),
                        key + ": there is no such key; the keys are "
                                + String.join(", ", KEYS.stream().sorted().toList()));
            } else if (values.put(key, tuple.getValueNode()) != null) {
                mistake(tuple.getKeyNode(), key + " is there twice");
            }
        }
        return values;
    }

    private <T> @Nullable T required(
            MappingNode mapping, Map<String, Node> values, String key, Function<String, T> read) {
        if (!values.containsKey(key)) {
            mistake(mapping, key + " is missing");
        }
        return optional(values, key, read);
    }

    private <T> @Nullable T optional(Map<String, Node> values, String key, Function<String, T> read) {
        Node node = values.get(key);
        if (node == null) {
            return null;
        }
        try {
            return read.apply(text(node));
        } catch (IllegalArgumentException wrong) {
            mistake(node, key + " = " + text(node) + ": " + wrong.getMessage());
            return null;
        }
    }

    private HomeCommunityId home(String text) {
        HomeCommunityId home = Values.homeCommunityId(text);
        if (home.equals(own)) {
            throw new IllegalArgumentException("is this community itself");
        }
        return home;
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private void mistake(Node node, String what) {
        String line =
                node.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
        mistakes.add(file + line + ": " + what);
    }
}
