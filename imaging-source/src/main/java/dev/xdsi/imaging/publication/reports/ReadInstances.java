package dev.xdsi.imaging.publication.reports;

import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.InstanceUnavailable;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.rad68.ReportSubmission;
import dev.xdsi.imaging.report.RecordTarget;
import dev.xdsi.imaging.report.Report;
import dev.xdsi.imaging.report.ReportInstance;
import dev.xdsi.imaging.report.UnusableReportException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The instances of a study that are reports, read one after the other in the order they came. */
final class ReadInstances {
    private static final Logger LOG = LoggerFactory.getLogger(ReadInstances.class);
    /** Of one study: their headers are in memory together. */
    private static final int MOST = 500;

    private final InstanceArchive archive;
    private final ReportSubmission submission;
    private final Instant now;
    private final StudyPatients.Comparison patient;
    private final Set<String> foreign = new HashSet<>();
    private final List<Read> reports = new ArrayList<>();
    private final List<String> unusable = new ArrayList<>();
    private final Map<String, String> unreadable = new LinkedHashMap<>();

    private record Read(ReportInstance report, String digest, Report.Description said) {}

    ReadInstances(InstanceArchive archive, ReportSubmission submission, Instant now, StudyPatients.Comparison patient) {
        this.archive = archive;
        this.submission = submission;
        this.now = now;
        this.patient = patient;
    }

    void add(StoredInstance instance) {
        String key = instance.uids().sopInstance().value();
        try {
            if (reports.size() >= MOST) {
                throw new UnusableReportException("its study has more than " + MOST + " reports");
            }
            ReportInstance report = ReportInstance.read(instance, archive);
            if (isOfPatient(key, report.is().about())) {
                reports.add(new Read(report, instance.file().sha256(), submission.describe(report, now)));
            }
        } catch (UnusableReportException unfit) {
            unusable.add(key + ": " + unfit.why());
        } catch (IOException | InstanceUnavailable failure) {
            LOG.error("cannot read the report {}", key, failure);
            unreadable.put(key, key + " cannot be read now");
        }
    }

    /** Whether it is about the patient of its study, as far as it says; noted where it is not. */
    private boolean isOfPatient(String key, RecordTarget about) throws IOException {
        try {
            patient.check(about);
            return true;
        } catch (UnusableReportException other) {
            unusable.add(key + ": " + other.why());
            foreign.add(key);
            return false;
        }
    }

    /** The keys of those that are about other patients. */
    Set<String> foreign() {
        return Set.copyOf(foreign);
    }

    /** In the order they came. */
    List<ReportSource> sources() {
        List<ReportSource> sources = new ArrayList<>();
        for (int at = 0; at < reports.size(); at++) {
            Read read = reports.get(at);
            sources.add(new ReportSource(
                    read.report().key(),
                    superseded(at),
                    read.said(),
                    read.digest(),
                    framing -> read.report().body()));
        }
        return sources;
    }

    private Set<String> superseded(int at) {
        ReportInstance report = reports.get(at).report();
        Set<String> superseded = new HashSet<>(report.predecessors());
        for (int other = 0; other < reports.size(); other++) {
            ReportInstance version = reports.get(other).report();
            if (other != at && report.isLaterVersionOf(version, at > other)) {
                superseded.add(version.key());
            }
        }
        return superseded;
    }

    List<String> unusable() {
        return List.copyOf(unusable);
    }

    Map<String, String> unreadable() {
        return Map.copyOf(unreadable);
    }
}
