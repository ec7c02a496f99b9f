package dev.xdsi.consented;

import dev.xdsi.consented.Registered.Consent;
import dev.xdsi.consented.Registered.Item;
import dev.xdsi.model.PatientId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says what may be seen, by tables instead of code: the rules of {@code docs/adr/0006} written down a second time. It shares nothing with
 * the gateway and knows nothing of its classes.
 */
final class Oracle {
    /** policy, role, organisation, class code, confidentiality: what it says. The first line that fits counts. */
    private static final List<String> POLICIES = List.of(
            "share      doctor  *  *    *  permit",
            "share      nurse   *  *    *  permit",
            "share      *       *  *    *  silent",
            "only-a     *       A  *    *  permit",
            "only-a     *       *  *    *  deny  ",
            "no-psy     *       *  PSY  *  deny  ",
            "no-psy     *       *  *    *  silent",
            "no-v       *       *  *    V  deny  ",
            "no-v       *       *  *    *  silent",
            "emergency  *       *  *    *  deny  ");

    /** some policy denies, some policy permits, default: what holds. */
    private static final List<String> COMBINED = List.of(
            "yes  *    *        no ", "no   yes  *        yes", "no   no   opt-in   no ", "no   no   opt-out  yes");

    /** role, purpose, reason, patient of the assertion: whether a denial is overridden. */
    private static final List<String> EMERGENCIES = List.of(
            "doctor  EMERGENCY  words  none   yes",
            "doctor  EMERGENCY  words  same   yes",
            "*       *          *      *      no ");

    private final String unlessSaid;
    private final Registered registered;
    private final Asking asking;

    Oracle(String unlessSaid, Registered registered, Asking asking) {
        this.unlessSaid = unlessSaid;
        this.registered = registered;
        this.asking = asking;
    }

    private static String lookUp(List<String> table, String... key) {
        for (String line : table) {
            String[] cells = line.strip().split(" +", -1);
            boolean fits = true;
            for (int i = 0; i < key.length; i++) {
                fits &= cells[i].equals("*") || cells[i].equals(key[i]);
            }
            if (fits) {
                return cells[key.length];
            }
        }
        throw new AssertionError("the table has no line for " + List.of(key));
    }

    private boolean judged(PatientId patient, String classCode, String confidentiality) {
        PatientId about = asking.about();
        if (!asking.role().isEmpty() && about != null && !about.equals(patient)) {
            return false; // an assertion opens no more than it is about
        }
        Set<String> said = new HashSet<>();
        for (Consent consent : registered.consents(patient)) {
            if (consent.inForce()) {
                for (String policy : consent.policies()) {
                    said.add(lookUp(
                            POLICIES, policy, asking.role(), user(asking.organisation()), classCode, confidentiality));
                }
            }
        }
        boolean may = lookUp(COMBINED, yes(said.contains("deny")), yes(said.contains("permit")), unlessSaid)
                .equals("yes");
        return may || overrides(patient);
    }

    /** Without a proven user there is no organisation either. */
    private String user(String organisation) {
        return asking.role().isEmpty() ? "" : organisation;
    }

    boolean overrides(PatientId patient) {
        String reason = asking.reason();
        String words = reason != null && !reason.isBlank() ? "words" : "none";
        PatientId about = asking.about();
        String whose = about == null ? "none" : about.equals(patient) ? "same" : "other";
        return lookUp(EMERGENCIES, asking.role(), asking.purpose(), words, whose)
                .equals("yes");
    }

    private static String yes(boolean so) {
        return so ? "yes" : "no";
    }

    boolean maySee(Item document) {
        return judged(document.patient(), document.classCode(), document.confidentiality());
    }

    boolean exists(Item item) {
        return switch (item.kind()) {
            case "document" -> maySee(item);
            case "set", "folder" -> isOpen(item);
            default ->
                registered.item(item.source()).filter(this::exists).isPresent()
                        && registered.item(item.target()).filter(this::exists).isPresent();
        };
    }

    private boolean isOpen(Item container) {
        List<Item> documents = membersOf(container).filter(Item::isDocument).toList();
        return judged(container.patient(), "", "")
                && (documents.isEmpty() || documents.stream().anyMatch(this::maySee));
    }

    private Stream<Item> membersOf(Item container) {
        return registered.memberships(container).flatMap(link -> registered.item(link.target()).stream());
    }

    /** GetSubmissionSetAndContents: what is in the set, and the links that have both ends in the answer. */
    Set<String> contents(Item set) {
        Set<String> inside = new HashSet<>();
        if (!exists(set)) {
            return inside;
        }
        inside.add(set.uuid());
        List<Item> members = membersOf(set)
                .filter(item -> !item.kind().equals("link"))
                .filter(this::exists)
                .toList();
        members.forEach(item -> inside.add(item.uuid()));
        List<Item> links = Stream.concat(
                        Stream.of(set),
                        members.stream().filter(item -> item.kind().equals("folder")))
                .flatMap(registered::memberships)
                .toList();
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Item link : links) {
                if (inside.contains(link.source()) && inside.contains(link.target())) {
                    grew |= inside.add(link.uuid());
                }
            }
        }
        return inside;
    }
}
