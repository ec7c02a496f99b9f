package dev.xdsi.imaging.publication.reports;

import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.InstanceUnavailable;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.rad68.ReportSubmission;
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
    private final List<ReportInstance> earlier = new ArrayList<>();
    private final List<ReportSource> sources = new ArrayList<>();
    private final List<String> unusable = new ArrayList<>();
    private final Map<String, String> unreadable = new LinkedHashMap<>();

    ReadInstances(InstanceArchive archive, ReportSubmission submission, Instant now) {
        this.archive = archive;
        this.submission = submission;
        this.now = now;
    }

    void add(StoredInstance instance) {
        String key = instance.uids().sopInstance().value();
        try {
            if (earlier.size() >= MOST) {
                throw new UnusableReportException("its study has more than " + MOST + " reports");
            }
            ReportInstance report = ReportInstance.read(instance, archive);
            sources.add(source(report, instance.file().sha256()));
            earlier.add(report);
        } catch (UnusableReportException unfit) {
            unusable.add(key + ": " + unfit.why());
        } catch (IOException | InstanceUnavailable failure) {
            LOG.error("cannot read the report {}", key, failure);
            unreadable.put(key, key + " cannot be read now");
        }
    }

    private ReportSource source(ReportInstance report, String digest) {
        Set<String> superseded = new HashSet<>(report.predecessors());
        earlier.stream().filter(report::isLaterVersionOf).forEach(one -> superseded.add(one.key()));
        return new ReportSource(
                report.key(), superseded, submission.describe(report, now), digest, framing -> report.body());
    }

    List<ReportSource> sources() {
        return List.copyOf(sources);
    }

    List<String> unusable() {
        return List.copyOf(unusable);
    }

    Map<String, String> unreadable() {
        return Map.copyOf(unreadable);
    }
}
