package dev.xdsi.gateway;

import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.EndpointLimits;
import dev.xdsi.gateway.config.LimitSettings;
import dev.xdsi.gateway.config.LimitsFile;
import dev.xdsi.gateway.config.PartnersFile;
import dev.xdsi.soap.ClientLimits;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.server.HttpLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** What each client may send to each endpoint: as the partners file says of it at the moment, else as the configuration says of all. */
final class AgreedLimits {
    private final EndpointLimits all;
    private final HttpLimits.Shares shares;
    private final Map<String, HttpLimits.Endpoint> ofOthers;
    private volatile Map<X500Principal, OfClient> ofPartners = Map.of();

    private record OfClient(EndpointLimits limits, Map<String, HttpLimits.Endpoint> http) {}

    AgreedLimits(EndpointLimits all, HttpLimits.Shares shares) {
        this.all = all;
        this.shares = shares;
        this.ofOthers = all.http(shares);
    }

    static AgreedLimits start(Configuration configuration, SettingsFiles files) throws IOException {
        AgreedLimits limits = new AgreedLimits(
                configuration.get(LimitSettings.IHE_LIMITS),
                new HttpLimits.Shares(
                        configuration.get(LimitSettings.IHE_MAX_REQUESTS),
                        configuration.get(LimitSettings.IHE_MAX_REQUESTS_OF_CLIENT),
                        configuration.get(LimitSettings.IHE_MAX_CONNECTIONS_OF_ADDRESS)));
        limits.follow(new LimitsFile(PartnersFile.of(configuration)), files);
        return limits;
    }

    /** Reads the file now, and again whenever it has changed. */
    void follow(LimitsFile file, SettingsFiles files) throws IOException {
        files.follow("limits of partners", () -> read(file));
    }

    private List<Path> read(LimitsFile file) throws IOException {
        Map<X500Principal, OfClient> read = new HashMap<>();
        file.read().forEach((partner, said) -> {
            EndpointLimits his = all.with(said);
            read.put(partner, new OfClient(his, his.http(shares)));
        });
        ofPartners = read;
        return List.of(file.file());
    }

    private Optional<OfClient> of(@Nullable X509Certificate client) {
        return Optional.ofNullable(client).map(certificate -> ofPartners.get(certificate.getSubjectX500Principal()));
    }

    /** What one message to the endpoint at this path may hold. */
    ClientLimits<SoapLimits> messages(String path) {
        SoapLimits others = all.messages(path);
        return client -> of(client).map(his -> his.limits().messages(path)).orElse(others);
    }

    /** Partners have shares; the users of a portal, who have none, may all come from the address of one proxy. */
    HttpLimits http() {
        return HttpLimits.DEFAULT
                .with(shares)
                .with(client -> of(client).map(OfClient::http).orElse(ofOthers));
    }
}
