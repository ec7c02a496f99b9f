package dev.xdsi.gateway;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.NodeAuthenticationFailures;
import dev.xdsi.audit.spool.AuditSpool;
import dev.xdsi.audit.spool.FileAuditSpool;
import dev.xdsi.audit.syslog.AuditSender;
import dev.xdsi.audit.syslog.SyslogTarget;
import dev.xdsi.dicom.pixel.DrawingMaterials;
import dev.xdsi.dicom.pixel.PixelMemory;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.health.Problem;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.SpoolQuota;
import dev.xdsi.soap.tls.NodeTls;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** What all actors of a process stand on: data folder, database, TLS identity, audit trail. */
final class Platform {
    private static final int CONNECTIONS = 32;

    /**
     * Of every connection. A question finds its rows by the same index whatever it asks for, and planning it anew for its values takes as long as
     * answering it; the database itself ends what takes too long.
     */
    private static final String SESSION = "-c plan_cache_mode=force_generic_plan -c statement_timeout=30s";

    private static final Duration CONNECTION_WAIT = Duration.ofSeconds(10);
    private static final long MEBIBYTE = 1024L * 1024;
    private static final long AUDIT_BACKLOG_ALARM = 10_000;

    private final Path data;
    private final DataSource database;
    private final Secure secure;
    private final AuditTrail audit;
    private final NodeAuthenticationFailures refusals;
    private final AuditSender sender;
    private final SoapSettings soap;
    private final AgreedLimits limits;
    private final Metering metering;
    private final DrawingMaterials materials = new DrawingMaterials(PixelMemory.ofThisProcess(), new SansLettering());

    private Platform(Metering metering, Path data, DataSource database, Secure secure, Auditing auditing, Soap soap) {
        this.metering = metering;
        this.data = data;
        this.database = database;
        this.secure = secure;
        this.audit = auditing.trail();
        this.refusals = new NodeAuthenticationFailures(audit, Clock.systemUTC());
        this.sender = auditing.sender();
        this.soap = soap.settings();
        this.limits = soap.limits();
    }

    private record Secure(NodeTls tls, SettingsFiles files, CertificateWatch certificates, CertificateEnd end) {}

    private record Auditing(AuditTrail trail, AuditSender sender) {}

    private record Soap(SoapSettings settings, AgreedLimits limits) {}

    static Platform start(Configuration configuration, Addresses addresses, Parts parts) throws IOException {
        Path data = configuration.get(Settings.DATA).toAbsolutePath().normalize();
        DataFolder.make(data);
        parts.add("data folder", DataFolderLock.take(data));
        Metering metering = parts.add("metering", new Metering(data));
        DataSource database = database(configuration, data, metering, parts);
        if (configuration.get(Settings.ACTORS).contains(Settings.REPOSITORY)) {
            // Before anything is written: in a wrong database there are no users, say, and a first one would get a new
            // password.
            DocumentStorage.of(configuration, data).bind(database, Clock.systemUTC());
        }
        NodeKeys keys = NodeKeys.of(configuration, data);
        NodeTls tls = new NodeTls(keys.read());
        CertificateWatch certificates = parts.add("certificate watch", new CertificateWatch(Clock.systemUTC()).start());
        CertificateEnd end = certificates.follow(
                "the certificate of this node", () -> tls.identity().certificate(), "see ./xdsi cert show");
        SettingsFiles files = parts.add("settings files", new SettingsFiles().start());
        files.follow("certificate files", () -> {
            tls.reload(keys.read());
            return keys.files();
        });
        AuditSpool spool = parts.add(
                "audit spool", FileAuditSpool.open(data.resolve("audit-spool"), FileAuditSpool.Limits.DEFAULT));
        AuditContext context = new AuditContext(
                new AuditSource(
                        configuration.get(Settings.AUDIT_SITE), "xdsi-gateway", AuditSource.Type.APPLICATION_SERVER),
                Long.toString(ProcessHandle.current().pid()),
                InetAddress.getLocalHost().getHostName());
        SyslogTarget target = target(configuration, addresses, tls);
        AuditTrail trail =
                new AuditTrail(spool, context, Clock.systemUTC(), target.maxMessageBytes()).countedBy(metering);
        AuditSender sender = new AuditSender(spool, target, AuditSender.Schedule.DEFAULT, Clock.systemUTC());
        Path temporary = Files.createDirectories(data.resolve("tmp"));
        SpoolQuota quota = new SpoolQuota(configuration.get(Settings.IHE_SPOOL) * MEBIBYTE);
        SoapSettings soap = new SoapSettings(SoapLimits.DEFAULT, temporary, quota, UUID::randomUUID)
                .answeringElsewhere(AgreedAnswers.start(configuration, tls, trail, files));
        return new Platform(
                metering,
                data,
                database,
                new Secure(tls, files, certificates, end),
                new Auditing(trail, sender),
                new Soap(soap, AgreedLimits.start(configuration, files)));
    }

    private static DataSource database(Configuration configuration, Path data, Metering metering, Parts parts)
            throws IOException {
        HikariConfig pool = DatabaseConnections.pool(configuration, data, parts);
        pool.setMetricRegistry(metering.meters().registry());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(2);
        pool.addDataSourceProperty("reWriteBatchedInserts", true);
        pool.addDataSourceProperty("options", SESSION);
        pool.setConnectionTimeout(CONNECTION_WAIT.toMillis());
        return parts.add("database connections", new HikariDataSource(pool));
    }

    private static SyslogTarget target(Configuration configuration, Addresses addresses, NodeTls tls) {
        String host = configuration.get(Settings.AUDIT_HOST);
        int port = addresses.audit().getPort();
        return configuration.get(Settings.AUDIT_TRANSPORT).equals("udp")
                ? new SyslogTarget.Udp(host, port)
                : new SyslogTarget.Tls(host, port, tls.context(), SyslogTarget.TimeOuts.DEFAULT);
    }

    /** Begins to deliver audit records; before the parts that write them, so that it stops after them. */
    void startSending(Parts parts) {
        sender.start();
        parts.add("audit sender", () -> {
            sender.flush(Gateway.grace());
            sender.close();
        });
    }

    Path data() {
        return data;
    }

    DataSource database() {
        return database;
    }

    /** One for all actors of this process, which have one heap. */
    DrawingMaterials materials() {
        return materials;
    }

    NodeTls tls() {
        return secure.tls();
    }

    SettingsFiles files() {
        return secure.files();
    }

    CertificateWatch certificates() {
        return secure.certificates();
    }

    /** For what belongs to no actor. */
    AuditTrail audit() {
        return audit;
    }

    /** For an actor, by its name in the configuration. */
    AuditTrail audit(String actor) {
        return audit.of(actor);
    }

    AuditSender sender() {
        return sender;
    }

    Metering metering() {
        return metering;
    }

    /** Until when our certificate is valid. */
    CertificateEnd certificateEnd() {
        return secure.end();
    }

    /** Where peers are reported that could not prove which node they are. */
    NodeAuthenticationFailures refusals() {
        return refusals;
    }

    SoapSettings soap() {
        return soap;
    }

    /** For the endpoint at this path. */
    SoapSettings soap(String path) {
        return soap.withLimits(limits.messages(path));
    }

    AgreedLimits limits() {
        return limits;
    }

    boolean flushAudit(Duration patience) throws InterruptedException {
        return sender.flush(patience);
    }

    Optional<Problem> checkDatabase() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return connection.isValid((int) CONNECTION_WAIT.toSeconds())
                    ? Optional.empty()
                    : Optional.of(Problem.cannotWork("does not answer"));
        }
    }

    Optional<Problem> checkAudit() {
        return auditProblem(sender.status());
    }

    /** A partner's repository that is away for a while is no fault of ours; a backlog that grows is, and so is a spool that takes nothing. */
    static Optional<Problem> auditProblem(AuditSender.Status status) {
        if (status.refusing() != null) {
            return Optional.of(Problem.cannotWork("no transaction is performed: " + status.refusing()));
        }
        return status.backlog() < AUDIT_BACKLOG_ALARM
                ? Optional.empty()
                : Optional.of(Problem.needsAttention(status.backlog() + " audit records wait for delivery"));
    }
}
