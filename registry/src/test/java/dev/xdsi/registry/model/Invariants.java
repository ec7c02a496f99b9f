package dev.xdsi.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import dev.xdsi.registry.model.Thing.Link;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is true of a registry, in whatever order things happened. */
final class Invariants {
    private Invariants() {}

    /** What is seen at one moment: SubmissionSets with all that came with them, and what was replaced is Deprecated. */
    static void nothingIsHalf(List<Thing> seen, Map<String, Submission> sent) {
        Set<String> names = seen.stream().map(Thing::reference).collect(Collectors.toSet());
        Set<String> links = seen.stream()
                .flatMap(thing -> Stream.ofNullable(thing.link()))
                .map(Thing.Link::toString)
                .collect(Collectors.toSet());
        Set<String> current =
                seen.stream().filter(Thing::approved).map(Thing::name).collect(Collectors.toSet());
        seen.stream().filter(Thing::isSubmissionSet).forEach(set -> {
            Submission submission = sent.get(set.name());
            assertThat(submission).as(set.name()).isNotNull();
            assertThat(names)
                    .as("what came with %s", set.name())
                    .containsAll(submission.others().stream()
                            .filter(thing -> thing.link() == null)
                            .map(Thing::reference)
                            .toList());
        });
        seen.stream().flatMap(thing -> Stream.ofNullable(thing.link())).forEach(link -> {
            if (link.type() == AssociationType.RPLC) {
                assertThat(names).as("what replaces: %s", link).contains(link.source());
                assertThat(current)
                        .as("what is replaced: %s in %s", link, links)
                        .doesNotContain(link.target());
            }
        });
    }

    /** When all is over: who is replaced, who depends on whom, and who is in which folder. */
    static void fitsTogether(Map<String, Thing> all, List<Link> links) {
        Map<String, String> replacements = new HashMap<>();
        links.stream().filter(link -> link.type() == AssociationType.RPLC).forEach(link -> {
            assertThat(replacements.put(link.target(), link.source()))
                    .as("replaced twice: %s", link.target())
                    .isNull();
            assertThat(approved(all, link.target()))
                    .as("replaced: %s", link.target())
                    .isFalse();
        });
        Set<String> dependent = new HashSet<>();
        links.stream().filter(link -> link.type() == AssociationType.APND).forEach(link -> {
            dependent.add(link.source());
            assertThat(approved(all, link.source()))
                    .as("%s, an addendum of %s", link.source(), link.target())
                    .isEqualTo(!replacements.containsKey(link.source()) && approved(all, link.target()));
        });
        all.values().stream()
                .filter(Thing::isDocument)
                .filter(document -> !dependent.contains(document.name()))
                .forEach(document -> assertThat(document.approved())
                        .as("%s, which nobody has replaced or somebody has", document.name())
                        .isEqualTo(!replacements.containsKey(document.name())));
        links.stream()
                .filter(link -> link.type() == AssociationType.HAS_MEMBER
                        && all.containsKey(link.source())
                        && all.get(link.source()).isFolder())
                .forEach(link -> {
                    String replacement = replacements.get(link.target());
                    if (replacement != null) {
                        assertThat(links)
                                .as("%s replaces %s, which is in a folder", replacement, link.target())
                                .contains(new Link(AssociationType.HAS_MEMBER, link.source(), replacement, null));
                    }
                });
    }

    private static boolean approved(Map<String, Thing> all, String name) {
        Thing thing = all.get(name);
        return thing != null && thing.approved();
    }
}
