package dev.xdsi.consumer.manifest;

/**
 * What a manifest with a description says of a series (IHE RAD MADO, TID 1600); each part empty where it says nothing.
 *
 * @param number Series Number, as written
 * @param date {@code YYYYMMDD}
 * @param time {@code HHMMSS.FFFFFF}, with no more precision than is known
 * @param region the meaning of the coded target region
 */
public record SeriesDescription(
        String modality, String description, String number, String date, String time, String region) {
    public static final SeriesDescription NONE = new SeriesDescription("", "", "", "", "", "");
}
