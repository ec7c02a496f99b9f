package dev.xdsi.consumer.manifest;

/**
 * What a manifest with a description says of a series (IHE RAD MADO, TID 1600); each part empty where it says nothing.
 *
 * @param number Series Number, as written
 * @param date {@code YYYYMMDD}
 * @param time {@code HHMMSS.FFFFFF}, with no more precision than is known
 * @param region the meaning of the coded target region
 * @param instances Number of Series Related Instances, which need not be those that the evidence lists; 0 where it says none
 */
public record SeriesDescription(
        String modality, String description, String number, String date, String time, String region, int instances) {
    public static final SeriesDescription NONE = new SeriesDescription("", "", "", "", "", "");

    /** One that does not say of how many instances. */
    public SeriesDescription(
            String modality, String description, String number, String date, String time, String region) {
        this(modality, description, number, date, time, region, 0);
    }
}
