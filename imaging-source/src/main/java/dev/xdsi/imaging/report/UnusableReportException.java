package dev.xdsi.imaging.report;

/** What was sent as a report is none that can be published; the message says why, and nothing about the patient. */
public final class UnusableReportException extends Exception {
    public UnusableReportException(String why) {
        super(why);
    }

    public UnusableReportException(String why, Throwable cause) {
        super(why, cause);
    }

    /** The reason in words. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
