package dev.xdsi.imaging.publication.reports;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.InstanceUnavailable;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.archive.StudyPart;
import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.manifest.StudyHeader;
import dev.xdsi.imaging.publication.ManifestPreparation;
import dev.xdsi.imaging.rad68.ReportSubmission;
import dev.xdsi.imaging.report.Report;
import dev.xdsi.imaging.report.ReportCheck;
import dev.xdsi.imaging.report.ReportKind;
import dev.xdsi.imaging.report.UnusableReportException;
import dev.xdsi.imaging.report.WrappedText;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.DocumentContent;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What may be published beside a manifest: reports that it lists, and what was given for its study. */
public final class ReportSources {
    private final InstanceArchive archive;
    private final ManifestPreparation preparation;
    private final ReportSubmission submission;
    private final StudyPatients patients;
    private final Wanted wanted;

    public ReportSources(
            InstanceArchive archive,
            ManifestPreparation preparation,
            ReportSubmission submission,
            StudyPatients patients,
            Wanted wanted) {
        this.archive = archive;
        this.preparation = preparation;
        this.patients = patients;
        this.submission = submission;
        this.wanted = wanted;
    }

    /**
     * What is to be published.
     *
     * @param kinds which of those that come as instances are documents too
     * @param clock when it is, for reports that do not say when they were made
     */
    public record Wanted(Set<ReportKind> kinds, InstantSource clock) {
        public Wanted {
            kinds = Set.copyOf(kinds);
        }
    }

    /**
     * What there is beside a manifest.
     *
     * @param present the keys of all that may stand, whether it is made a document now or not
     * @param wanted those that are documents
     * @param unusable why others are none
     * @param unreadable those of which that cannot be told now, each with the reason
     */
    record Found(
            Set<String> present, List<ReportSource> wanted, List<String> unusable, Map<String, String> unreadable) {
        static final Found NOTHING = new Found(Set.of(), List.of(), List.of(), Map.of());

        /** The key of what takes the place of a report; empty where nothing does. */
        List<ReportSource> successorsOf(String key) {
            return wanted.stream()
                    .filter(source -> source.supersedes().contains(key))
                    .toList();
        }
    }

    Found beside(Manifest manifest, List<GivenReport.Kept> given) throws IOException {
        Set<Oid> listed = ManifestPreparation.listed(manifest);
        List<StoredInstance> instances = archive.instances(StudyPart.study(manifest.study())).stream()
                .filter(instance -> listed.contains(instance.uids().sopInstance()))
                .toList();
        Set<String> present = instances.stream()
                .map(instance -> instance.uids().sopInstance().value())
                .collect(Collectors.toCollection(HashSet::new));
        StudyPatients.Comparison patient = patients.beside(manifest);
        ReadInstances read = read(instances, patient);
        present.removeAll(read.foreign());
        List<ReportSource> sources = new ArrayList<>(read.sources());
        List<String> unusable = new ArrayList<>(read.unusable());
        for (GivenReport.Kept one : given) {
            if (one.isTakenBack()) {
                continue;
            }
            try {
                ReportSource source = checked(one, of(one, given, manifest), patient);
                present.add(one.key());
                if (one.current()) {
                    sources.add(source);
                }
            } catch (UnusableReportException unfit) {
                unusable.add(one.report().name() + ": " + unfit.why());
            }
        }
        return new Found(present, Succession.of(sources), unusable, read.unreadable());
    }

    /** Which patient a study has may have been known less well when the report was given, or be another now. What cannot be read now waits alone. */
    private static ReportSource checked(GivenReport.Kept one, ReportSource source, StudyPatients.Comparison patient)
            throws UnusableReportException {
        GivenReport given = one.report();
        if (given.is().kind() != ReportKind.CDA) {
            return source;
        }
        try {
            patient.check(ReportCheck.as(ReportKind.CDA, given.file()).about());
            return source;
        } catch (IOException | InstanceUnavailable unread) {
            return source.with(framing -> {
                throw new IOException("whom it is about cannot be read now", unread);
            });
        }
    }

    private ReadInstances read(List<StoredInstance> instances, StudyPatients.Comparison patient) {
        ReadInstances read =
                new ReadInstances(archive, submission, wanted.clock().instant(), patient);
        for (StoredInstance instance : instances) {
            if (ReportKind.of(instance).filter(wanted.kinds()::contains).isPresent()) {
                read.add(instance);
            }
        }
        return read;
    }

    private ReportSource of(GivenReport.Kept kept, List<GivenReport.Kept> all, Manifest manifest) {
        GivenReport given = kept.report();
        Report.Description said = new Report.Description(
                given.is().kind(), given.is().formatCode(), given.title(), Dtm.of(given.at()), null);
        return new ReportSource(
                kept.key(),
                all.stream().filter(kept::supersedes).map(GivenReport.Kept::key).collect(Collectors.toSet()),
                said,
                given.file().sha256(),
                framing -> given.is().kind() == ReportKind.TEXT
                        ? wrapped(framing, said, preparation.header(manifest), given.file())
                        : given.file());
    }

    private DocumentContent wrapped(
            ReportSource.Framing framing, Report.Description said, StudyHeader header, DocumentContent text) {
        Attributes study = header.study();
        return new WrappedText(
                new WrappedText.Frame(
                        framing.identity(),
                        framing.beside(),
                        said,
                        study,
                        submission.origin(header, framing.beside().confidentialityCode())),
                text);
    }

    /**
     * What an earlier attempt was about, whether it is wanted still or not.
     *
     * @return empty where it cannot be read any longer
     */
    Optional<ReportSource> source(String key, Manifest manifest, List<GivenReport.Kept> given) throws IOException {
        for (GivenReport.Kept one : given) {
            if (one.key().equals(key)) {
                return Optional.of(of(one, given, manifest));
            }
        }
        List<StoredInstance> instances = Oid.isValid(key) ? List.copyOf(archive.kept(Set.of(new Oid(key)))) : List.of();
        return read(instances, patients.beside(manifest)).sources().stream().findFirst();
    }
}
