package dev.xdsi.imaging.reconciliation;

/**
 * What somebody was not asked about, or did not say.
 *
 * @param studies how many
 * @param why empty where there are none
 */
public record Unasked(int studies, String why) {}
