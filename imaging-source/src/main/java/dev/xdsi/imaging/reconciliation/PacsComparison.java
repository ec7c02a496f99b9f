package dev.xdsi.imaging.reconciliation;

import dev.xdsi.imaging.backfill.PacsHoldings;
import dev.xdsi.imaging.backfill.PacsHoldings.Difference;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The studies of one page beside what the PACS behind has of them. One that does not answer once is not asked about the others. */
final class PacsComparison {
    private static final Logger LOG = LoggerFactory.getLogger(PacsComparison.class);

    private final @Nullable PacsHoldings holdings;
    private String silence = "";
    private int unasked;

    /** @param holdings null where there is no PACS */
    PacsComparison(@Nullable PacsHoldings holdings) {
        this.holdings = holdings;
    }

    /** Nothing where all is as it is there, where nothing came from there, and where the PACS does not say. */
    Map<Drift, Integer> compare(Oid study) {
        if (holdings == null || holdings.known(study).isEmpty()) {
            return Map.of();
        }
        if (!silence.isEmpty()) {
            unasked++;
            return Map.of();
        }
        try {
            Difference difference = holdings.compare(study);
            return difference.instances() == 0
                    ? Map.of()
                    : Map.of(difference.nothingLeft() ? Drift.ALL_GONE : Drift.GONE, difference.instances());
        } catch (IOException none) {
            silent(study, none);
            unasked++;
            return Map.of();
        }
    }

    /** @param evenAll whether the PACS may have nothing of the study any more */
    void follow(Oid study, boolean evenAll) {
        try {
            if (holdings != null) {
                holdings.follow(study, evenAll);
            }
        } catch (IOException none) {
            silent(study, none);
        }
    }

    private void silent(Oid study, IOException none) {
        LOG.warn("the PACS does not say what it has of study {}", study, none);
        silence = String.valueOf(none.getMessage());
    }

    Unasked unasked() {
        return new Unasked(unasked, unasked == 0 ? "" : silence);
    }
}
