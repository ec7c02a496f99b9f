package dev.xdsi.imaging.archive;

import dev.xdsi.imaging.archive.InstanceUnavailable.Kind;
import java.util.Map;

/**
 * What became of the need for instances whose bytes are elsewhere, since this process started, and how full their cache is.
 *
 * @param cached how often the instance was there
 * @param fetched how many were fetched, those included that nobody had asked for yet
 * @param failed how many were not to be had, and why
 * @param cacheBytes of the files that are there now
 * @param cacheMostBytes that there may be
 */
public record BorrowedFigures(long cached, long fetched, Map<Kind, Long> failed, long cacheBytes, long cacheMostBytes) {
    /** Where there are none. */
    public static final BorrowedFigures NONE = new BorrowedFigures(0, 0, Map.of(), 0, 0);

    public BorrowedFigures {
        failed = Map.copyOf(failed);
    }

    public long failed(Kind why) {
        return failed.getOrDefault(why, 0L);
    }
}
