package dev.xdsi.imaging.search;

/**
 * When a question is too broad.
 *
 * @param answers how many one question has at most
 * @param examined how many studies, series or instances are looked at for it
 */
public record SearchLimits(int answers, long examined) {
    public static final SearchLimits DEFAULT = new SearchLimits(5_000, 200_000);
}
