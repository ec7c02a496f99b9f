package dev.xdsi.imaging.publication.reports;

import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/** The reports beside a manifest, and what they should be: what was there before they were wanted is published when somebody asks. */
public final class ReportComparison {
    private final ReportStore store;
    private final ReportSources sources;

    public ReportComparison(ReportStore store, ReportSources sources) {
        this.store = store;
        this.sources = sources;
    }

    /** How many are to be published, replaced or withdrawn, while nobody is about to do it. */
    public int unsettled(Oid study) {
        Optional<DueReports> reports = store.settled(study);
        if (reports.isEmpty()) {
            return 0;
        }
        Manifest manifest = reports.get().manifest();
        try {
            ReportSources.Found found = manifest == null
                    ? ReportSources.Found.NOTHING
                    : sources.beside(manifest, reports.get().given());
            return new ReportAgenda(reports.get(), found).size();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Has them published, replaced or withdrawn at once; false where there is no such study. */
    public boolean reconsider(Oid study, Instant at) {
        return store.reconsider(study, at);
    }
}
