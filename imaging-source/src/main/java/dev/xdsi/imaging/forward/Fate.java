package dev.xdsi.imaging.forward;

import dev.xdsi.dicom.net.dimse.Status;

/** What became of one thing that was to be told to the PACS, as far as it is known. */
sealed interface Fate {
    Fate TAKEN = new Taken();

    /** The PACS has it. */
    record Taken() implements Fate {}

    /** Not now. */
    record Later(String why) implements Fate {}

    /** The PACS does not want it, and will hardly change its mind. */
    record Refused(String why) implements Fate {}

    /** By the answer to a request (PS3.4 B.2.3, PS3.7 Annex C); what the PACS has already (0111H) it has. */
    static Fate of(Status status) {
        if (status.isSuccess() || status.isWarning() || status.code() == Status.DUPLICATE_SOP_INSTANCE.code()) {
            return TAKEN;
        }
        String why = "the PACS answered " + status;
        boolean outOfResources = (status.code() & 0xFF00) == Status.OUT_OF_RESOURCES.code();
        boolean passing = outOfResources
                || status.code() == Status.PROCESSING_FAILURE.code()
                || status.code() == Status.RESOURCE_LIMITATION.code();
        return passing ? new Later(why) : new Refused(why);
    }
}
