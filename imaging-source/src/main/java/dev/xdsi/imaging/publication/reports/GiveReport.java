package dev.xdsi.imaging.publication.reports;

import dev.xdsi.imaging.publication.reports.GivenFiles.GivenFile;
import dev.xdsi.imaging.report.ReportCheck;
import dev.xdsi.imaging.report.UnusableReportException;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Takes a report about a study from outside, or back, for a caller who is known. What it calls taken survives any crash. */
public final class GiveReport implements Transaction<GiveReport.Request, GiveReport.Taken> {
    private final ReportStore store;
    private final GivenFiles files;
    private final StudyPatients patients;
    private final InstantSource clock;

    public GiveReport(ReportStore store, GivenFiles files, StudyPatients patients, InstantSource clock) {
        this.store = store;
        this.files = files;
        this.patients = patients;
        this.clock = clock;
    }

    /**
     * What is given, or taken back.
     *
     * @param name null for one that goes by its content alone
     * @param title null where none was said
     * @param body read to its end; null to take back what was given under the name
     */
    public record Request(
            Oid study,
            @Nullable String name,
            @Nullable String title,
            @Nullable InputStream body) {}

    /** What became of it. */
    public sealed interface Taken {
        /** It is, or will be, published. */
        record As(String name, String kind, boolean anew) implements Taken {}

        /** It is, or will be, withdrawn. */
        record Back(String name) implements Taken {}

        record NothingThere() implements Taken {}

        /** It is no report that can be published, or another patient's. */
        record Refused(String why) implements Taken {}
    }

    @Override
    public Taken perform(Request request, Caller caller) {
        InputStream body = request.body();
        String name = request.name();
        try {
            if (body != null) {
                return take(request, body);
            }
            return name != null && store.takeBack(request.study(), name, clock.instant())
                    ? new Taken.Back(name)
                    : new Taken.NothingThere();
        } catch (GivenFiles.TooLarge tooLarge) {
            return new Taken.Refused("it is larger than " + (ReportCheck.LARGEST >> 20) + " MiB");
        } catch (IOException failure) {
            throw new UncheckedIOException("a report could not be taken", failure);
        }
    }

    private Taken take(Request request, InputStream body) throws IOException {
        GivenFile file = files.write(body, ReportCheck.LARGEST);
        ReportStore.Given given = null;
        try {
            ReportCheck.Checked is = ReportCheck.found(file);
            if (!is.about().ids().isEmpty()) {
                is.about().check(patients.of(request.study()));
            }
            String said = request.name();
            String name = said == null ? file.sha256() : said;
            given = store.give(new GivenReport(request.study(), name, request.title(), is, file, clock.instant()));
            return switch (given) {
                case TAKEN -> new Taken.As(name, is.kind().word(), true);
                case UNCHANGED -> new Taken.As(name, is.kind().word(), false);
                case NO_SUCH_STUDY -> new Taken.NothingThere();
            };
        } catch (UnusableReportException unfit) {
            given = ReportStore.Given.UNCHANGED;
            return new Taken.Refused(unfit.why());
        } finally {
            // Where the database failed it may have taken it: the next start finds out.
            if (given == ReportStore.Given.TAKEN) {
                files.keep(file);
            } else if (given != null) {
                files.discard(file);
            }
        }
    }
}
