package dev.xdsi.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.gateway.Gateway;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.demo.CommunitiesDemo;
import dev.xdsi.gateway.demo.CommunityPlan;
import dev.xdsi.gateway.demo.PhantomStudy;
import dev.xdsi.model.PatientId;
import dev.xdsi.soap.tls.DemoCertificates;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several complete communities in this process, which know each other as partners over mutual TLS with assertions. */
final class DemoCommunities implements AutoCloseable {
    private static final int SLICES = 4;
    private static final int SIZE = 256;

    private final List<OwnCommunity> communities;

    private DemoCommunities(List<OwnCommunity> communities) {
        this.communities = communities;
    }

    /** Starts so many communities beside each other, with everything they keep below the configured data folder. */
    static DemoCommunities start(int count, Configuration base, LocalDateTime now) throws Exception {
        Path root = base.get(Settings.DATA).toAbsolutePath().resolve("communities");
        DemoCertificates certificates =
                new DemoCertificates(root.resolve("tls"), Clock.systemUTC(), new SecureRandom());
        List<CommunityPlan> plans = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            plans.add(CommunityPlan.of(number, root, base, certificates));
        }
        for (CommunityPlan plan : plans) {
            plan.write(plans);
        }
        return new DemoCommunities(start(plans, now));
    }

    /** All at once: most of a start is waiting. What has started is stopped again when another does not. */
    private static List<OwnCommunity> start(List<CommunityPlan> plans, LocalDateTime now) throws Exception {
        List<OwnCommunity> started = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<OwnCommunity>> starts = plans.stream()
                    .map(plan -> threads.submit(() -> OwnCommunity.start(plan, now)))
                    .toList();
            Exception failure = null;
            for (Future<OwnCommunity> start : starts) {
                try {
                    started.add(start.get());
                } catch (ExecutionException failed) {
                    failure = failed.getCause() instanceof Exception cause ? cause : failed;
                }
            }
            if (failure != null) {
                started.forEach(OwnCommunity::stop);
                throw failure;
            }
        }
        return started;
    }

    List<String> portals() {
        return communities.stream()
                .map(community ->
                        community.name() + " " + community.own().gateway().portalUrl())
                .toList();
    }

    /** To the portal of the first, which finds what all have of its patient. */
    String invitation() {
        OwnCommunity first = communities.getFirst();
        return DemoCommand.invitation(first.plan().configuration(), first.own().gateway(), first.patient());
    }

    CommunitiesDemo.Result run(Path scratch, LocalDateTime now, Console console) throws Exception {
        List<Path> sent = new ArrayList<>();
        for (OwnCommunity community : communities) {
            Path folder = scratch.resolve("sent").resolve("" + sent.size());
            new PhantomStudy(community.patient().id(), SLICES, SIZE, now).write(folder, UUID::randomUUID);
            sent.add(folder);
        }
        return new CommunitiesDemo(List.copyOf(communities), console::say).run(sent, scratch.resolve("fetched"));
    }

    @Override
    public void close() {
        communities.forEach(OwnCommunity::stop);
    }

    /** A community of this process, which knows the phantom patient under an id of its own. */
    private record OwnCommunity(CommunityPlan plan, OwnGateway own, PatientId patient)
            implements CommunitiesDemo.Community {

        static OwnCommunity start(CommunityPlan plan, LocalDateTime now) throws Exception {
            Configuration configuration = plan.configuration();
            Gateway gateway = Gateway.start(configuration);
            GatewayClient client = new GatewayClient(
                    gateway.addresses().portal().toString(),
                    gateway.addresses().ihePlain().toString(),
                    new LogInOptions().credentials(configuration));
            PatientId patient = new PatientId(
                    "PHANTOM-" + plan.number() + "-"
                            + DateTimeFormatter.ofPattern("MMddHHmmss").format(now),
                    configuration.get(Settings.PATIENT_AUTHORITY));
            return new OwnCommunity(plan, new OwnGateway(configuration, gateway, client), patient);
        }

        @Override
        public String name() {
            return plan.name();
        }

        @Override
        public String homeCommunityId() {
            return plan.configuration().get(Settings.HOME_COMMUNITY_ID).urn();
        }

        @Override
        public void register() throws IOException, CommandFailed {
            own.register(patient);
        }

        /** Once is enough, and twice does no harm. */
        @Override
        public void stop() {
            own.client().close();
            own.gateway().close();
        }

        @Override
        public RemoteEntity dicom() {
            return own.dicom();
        }

        @Override
        public JsonNode publicationOf(String studyInstanceUID) throws CommandFailed {
            return own.publicationOf(studyInstanceUID);
        }

        @Override
        public JsonNode studies(PatientId of) throws CommandFailed {
            return own.studies(of);
        }

        @Override
        public void fetch(String studyInstanceUID, PatientId of, String via, Path folder) throws Exception {
            own.fetch(studyInstanceUID, of, via, folder);
        }

        @Override
        public List<JsonNode> auditAfter(long number) throws Exception {
            return own.auditAfter(number);
        }

        @Override
        public long lastAudit() throws CommandFailed {
            return own.lastAudit();
        }
    }
}
