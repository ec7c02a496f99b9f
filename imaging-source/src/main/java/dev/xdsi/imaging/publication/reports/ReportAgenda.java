package dev.xdsi.imaging.publication.reports;

import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.publication.reports.DueReports.PreparedReport;
import dev.xdsi.imaging.publication.reports.DueReports.PreparedWithdrawal;
import dev.xdsi.imaging.publication.reports.DueReports.Standing;
import dev.xdsi.imaging.publication.reports.DueReports.Trouble;
import dev.xdsi.imaging.publication.reports.DueReports.Unfinished;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is left to do at the reports of a study: what may not stand any longer is withdrawn before anything is published, and what went
 * wrong when it was tried last waits, and after that comes after the others.
 */
record ReportAgenda(DueReports due, ReportSources.Found found) {

    /** Something that is to be done. */
    sealed interface Step {
        /** Of the report that it is about. */
        String source();
    }

    /** To bring to its end what was begun. */
    record Resume(Unfinished begun) implements Step {
        @Override
        public String source() {
            return begun.source();
        }
    }

    record Withdraw(Standing report) implements Step {
        @Override
        public String source() {
            return report.source();
        }
    }

    record Publish(ReportSource wanted, Manifest beside) implements Step {
        @Override
        public String source() {
            return wanted.key();
        }
    }

    /** The step to take at that time. */
    Optional<Step> next(Instant now) {
        return Stream.of(withdrawals(), publications())
                .flatMap(steps -> steps.stream().sorted(Comparator.comparingInt(this::failures)))
                .filter(step -> !waitsUntil(step).isAfter(now))
                .findFirst();
    }

    /** What waits, in words. */
    List<String> errors() {
        List<String> errors = new ArrayList<>();
        all().forEach(step -> {
            Trouble trouble = trouble(step);
            if (trouble != null) {
                errors.add(trouble.error());
            }
        });
        errors.addAll(found.unreadable().values());
        return errors.stream().distinct().toList();
    }

    /** When the first of what waits need not wait any longer; empty where nothing does. */
    Optional<Instant> until() {
        return all().map(this::waitsUntil).min(Comparator.naturalOrder());
    }

    /** How much is left to do. */
    int size() {
        return (int) all().count() + found.unreadable().size();
    }

    private Stream<Step> all() {
        return Stream.concat(withdrawals().stream(), publications().stream());
    }

    private @Nullable Trouble trouble(Step step) {
        return due.known().troubles().get(step.source());
    }

    private int failures(Step step) {
        Trouble trouble = trouble(step);
        return trouble == null ? 0 : trouble.failures();
    }

    private Instant waitsUntil(Step step) {
        Trouble trouble = trouble(step);
        return trouble == null ? Instant.MIN : trouble.notBefore();
    }

    private List<Step> withdrawals() {
        List<Step> steps = new ArrayList<>();
        Set<String> begun = new HashSet<>();
        for (Unfinished unfinished : due.known().unfinished()) {
            if (unfinished instanceof PreparedWithdrawal withdrawal) {
                steps.add(new Resume(withdrawal));
                begun.add(withdrawal.source());
            }
        }
        due.known().standing().stream()
                .filter(report -> !begun.contains(report.source()) && !mayStand(report))
                .forEach(report -> steps.add(new Withdraw(report)));
        return steps;
    }

    /** It may while the manifest lists what it is made of, until what takes its place has replaced it; RPLC is within one patient. */
    private boolean mayStand(Standing report) {
        Manifest manifest = due.manifest();
        return manifest != null
                && report.patientId().equals(manifest.patientId())
                && found.present().contains(report.source())
                && found.successorsOf(report.source()).stream()
                        .noneMatch(source -> due.known().standing().stream()
                                .anyMatch(other -> other.source().equals(source.key())));
    }

    /** While one of them cannot be read nothing new is published, for it may have taken the place of another. */
    private List<Step> publications() {
        List<Step> steps = new ArrayList<>();
        for (Unfinished unfinished : due.known().unfinished()) {
            if (unfinished instanceof PreparedReport prepared
                    && (found.unreadable().isEmpty() || !found.present().contains(prepared.source()))) {
                steps.add(new Resume(prepared));
            }
        }
        Manifest manifest = due.manifest();
        if (manifest != null && found.unreadable().isEmpty()) {
            Set<String> open = open();
            found.wanted().stream()
                    .filter(source -> !isStanding(source, manifest))
                    .filter(source -> !open.contains(source.key())
                            && source.supersedes().stream().noneMatch(open::contains))
                    .forEach(source -> steps.add(new Publish(source, manifest)));
        }
        return steps;
    }

    /** Of these it is not known yet what there is to be replaced. */
    private Set<String> open() {
        Set<String> open = new HashSet<>();
        due.known().unfinished().forEach(unfinished -> open.add(unfinished.source()));
        withdrawals().forEach(step -> open.add(step.source()));
        return open;
    }

    private boolean isStanding(ReportSource source, Manifest manifest) {
        return due.known().standing().stream()
                .anyMatch(report -> report.source().equals(source.key())
                        && report.content().equals(source.contentBeside(manifest)));
    }

    /** Whether what was prepared is what would be published now. */
    boolean isWanted(PreparedReport prepared) {
        Manifest manifest = due.manifest();
        return manifest != null
                && found.wanted().stream()
                        .anyMatch(source -> source.key().equals(prepared.source())
                                && source.contentBeside(manifest)
                                        .equals(prepared.report().content()));
    }
}
