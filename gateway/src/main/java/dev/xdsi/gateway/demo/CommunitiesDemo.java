package dev.xdsi.gateway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.model.PatientId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A patient with a study in each of several communities, known to each under another id: all of them are found and fetched from the
 * first community, through the gateways, and what cannot be found while a community is down is said.
 */
public final class CommunitiesDemo {
    private static final String VIA = "rad69";
    private static final String IDENTICAL = "identical";

    private final List<Community> communities;
    private final Consumer<String> tell;
    private final List<String> faults = new ArrayList<>();

    /** A community as the demonstration sees it: only what its own users and operators could reach. */
    public interface Community extends Demo.Stage {
        String name();

        String homeCommunityId();

        /** By which id it knows the patient. */
        PatientId patient();

        /** Registers the patient by a Patient Identity Feed [ITI-8]. */
        void register() throws Exception;

        void stop();
    }

    /** What the run showed. */
    public record Result(
            int communities, int found, int instances, List<String> faults, int unavailable, long seconds) {
        public Result {
            faults = List.copyOf(faults);
        }

        public boolean ok() {
            return faults.isEmpty() && found == communities && unavailable == 1;
        }

        /** One line for scripts. */
        public String line() {
            return (ok() ? "demo ok" : "demo failed") + " communities=" + communities + " studies=" + found
                    + " instances=" + instances + " images=" + (faults.isEmpty() ? IDENTICAL : "faulty") + " seconds="
                    + seconds + " unavailable=" + unavailable + (unavailable > 0 ? " reported" : "");
        }
    }

    public CommunitiesDemo(List<Community> communities, Consumer<String> tell) {
        this.communities = List.copyOf(communities);
        this.tell = tell;
    }

    /**
     * Sends the study below {@code sent/0} to the first community, and so on, and follows them from the first.
     *
     * @param scratch an empty folder for what is fetched
     */
    public Result run(List<Path> sent, Path scratch) throws Exception {
        long started = System.nanoTime();
        int instances = 0;
        List<String> studies = new ArrayList<>();
        for (int i = 0; i < communities.size(); i++) {
            Demo demo = new Demo(communities.get(i), line -> {});
            communities.get(i).register();
            Demo.Published published = demo.publish(sent.get(i));
            studies.add(published.studyInstanceUID());
            instances += published.instances();
            tell.accept("%-12s %s^^^ registered by ITI-8; %d instances published, %s"
                    .formatted(
                            communities.get(i).name(),
                            communities.get(i).patient().id(),
                            published.instances(),
                            published.studyInstanceUID()));
        }
        Set<Integer> found = found(studies);
        for (int community : found) {
            fetch(community, studies.get(community), sent.get(community), scratch.resolve("all-up"));
        }
        int unavailable = withoutTheLast(studies, sent, scratch);
        long seconds = Duration.ofNanos(System.nanoTime() - started).toSeconds();
        return new Result(communities.size(), found.size(), instances, faults, unavailable, seconds);
    }

    private Community first() {
        return communities.getFirst();
    }

    /** Which communities' studies the first community finds, each said to be of the community it is of. */
    private Set<Integer> found(List<String> studies) throws Exception {
        JsonNode answer = first().studies(first().patient());
        answer.path("errors").forEach(error -> faults.add("unexpected: " + error.asText()));
        Set<Integer> found = new TreeSet<>();
        for (JsonNode one : answer.path("studies")) {
            int community = studies.indexOf(one.path("studyInstanceUID").asText());
            if (community >= 0 && isSaidToBeOf(community, one)) {
                found.add(community);
                tell.accept("%-12s found from %s by %s: %s, %d instances"
                        .formatted(
                                communities.get(community).name(),
                                first().name(),
                                community == 0 ? "ITI-18" : "ITI-55 and ITI-38",
                                one.path("description").asText(),
                                one.path("instances").asInt()));
            }
        }
        return found;
    }

    private boolean isSaidToBeOf(int community, JsonNode study) {
        String home = communities.get(community).homeCommunityId();
        String said = study.path("homeCommunityId").asText();
        boolean right = said.equals(home) || (community == 0 && said.isEmpty());
        if (!right) {
            faults.add("a study of " + home + " is said to be of " + said);
        }
        return right;
    }

    private void fetch(int community, String study, Path sent, Path into) throws Exception {
        Path folder = Files.createDirectories(into.resolve("" + community));
        first().fetch(study, first().patient(), VIA, folder);
        String outcome = Comparison.of(sent, folder);
        tell.accept("%-12s fetched from %s by %s: %s"
                .formatted(
                        communities.get(community).name(),
                        first().name(),
                        community == 0 ? "ITI-43 and RAD-69" : "ITI-39 and RAD-75",
                        outcome));
        if (!outcome.equals(IDENTICAL)) {
            faults.add(study + " is " + outcome);
        }
    }

    /** Stops the last community and looks again; the others' studies must be there, and the gap must be said. */
    private int withoutTheLast(List<String> studies, List<Path> sent, Path scratch) throws Exception {
        Community last = communities.getLast();
        last.stop();
        tell.accept("%-12s stopped".formatted(last.name()));
        JsonNode answer = first().studies(first().patient());
        List<String> still = new ArrayList<>();
        answer.path("studies")
                .forEach(one -> still.add(one.path("studyInstanceUID").asText()));
        for (int i = 0; i < studies.size() - 1; i++) {
            if (still.contains(studies.get(i))) {
                fetch(
                        i,
                        studies.get(i),
                        sent.get(i),
                        scratch.resolve("one-down").resolve("" + i));
            } else {
                faults.add(studies.get(i) + " is not found any more");
            }
        }
        int reported = 0;
        for (JsonNode error : answer.path("errors")) {
            tell.accept("%-12s %s".formatted(first().name(), error.asText()));
            reported += error.asText().contains(last.name()) ? 1 : 0;
        }
        return reported;
    }
}
