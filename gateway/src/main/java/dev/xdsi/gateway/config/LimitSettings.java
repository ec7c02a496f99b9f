package dev.xdsi.gateway.config;

import static dev.xdsi.gateway.config.Setting.setting;

import java.util.List;

/** What one partner, and one endpoint, may take of this node at one time. */
public final class LimitSettings {
    public static final Setting<Integer> IHE_MAX_REQUESTS = setting(
            "ihe.max-requests",
            "1000",
            "Requests under way at one endpoint. Whoever comes when there are so many is told to come again (503).",
            Values::positive);

    public static final Setting<Integer> IHE_MAX_REQUESTS_OF_CLIENT = setting(
            "ihe.max-requests-of-client",
            "250",
            "Of them, those of one client, known by its certificate, else by its address.",
            Values::positive);

    public static final Setting<Integer> IHE_MAX_CONNECTIONS_OF_ADDRESS = setting(
            "ihe.max-connections-of-address",
            "1000",
            "Connections that one address has open; all together are at most 2000.",
            Values::positive);

    public static final Setting<EndpointLimits> IHE_LIMITS = setting(
            "ihe.limits",
            "",
            "Other limits of single SOAP endpoints, as /path limit=number limit=number, …. The limits: parts of a message and"
                    + " part-kb, message-kb, envelope-kb of its sizes; question-kb of a message that only asks (ITI-18, ITI-43,"
                    + " RAD-69); header-kb of its HTTP headers; seconds until it is whole; requests under way, and of-client those"
                    + " of one client. Those of single partners are in the partners file.",
            EndpointLimits::of);

    public static final Setting<Integer> REPOSITORY_RESERVE = setting(
            "repository.reserve-mb",
            "512",
            "What documents and images leave free on the disk of the data folder, in megabytes, so that database and audit trail"
                    + " go on. With less no documents are taken (XDSRepositoryOutOfResources), and no images (A700H; 503 by the web).",
            Values::number);

    public static final Setting<Integer> IMAGING_MAX_INSTANCE = setting(
            "imaging-source.max-instance-mb",
            "16384",
            "Largest image that is taken by C-STORE and STOW-RS, in megabytes.",
            Values::positive);

    /** In the order of the configuration file. */
    static final List<Setting<?>> ALL =
            List.of(IHE_MAX_REQUESTS, IHE_MAX_REQUESTS_OF_CLIENT, IHE_MAX_CONNECTIONS_OF_ADDRESS, IHE_LIMITS);

    private LimitSettings() {}
}
