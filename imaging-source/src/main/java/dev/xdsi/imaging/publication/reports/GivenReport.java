package dev.xdsi.imaging.publication.reports;

import dev.xdsi.imaging.report.ReportCheck;
import dev.xdsi.model.Oid;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A report that somebody gave for a study.
 *
 * @param name by which who gives it knows it: what has the same name later takes its place
 * @param title DocumentEntry.title; null where none was said
 * @param is what it is, by its bytes
 * @param file its bytes
 */
public record GivenReport(
        Oid study, String name, @Nullable String title, ReportCheck.Checked is, GivenFiles.GivenFile file, Instant at) {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TITLE = 128;

    public GivenReport {
        if (!isName(name) || (title != null && !isTitle(title))) {
            throw new IllegalArgumentException("a report has a name and a title of few characters");
        }
    }

    /** Of 1 to 100 characters, none of them a control character. */
    public static boolean isName(String name) {
        return isText(name, LONGEST_NAME);
    }

    /** Of 1 to 128 characters. */
    public static boolean isTitle(String title) {
        return isText(title, LONGEST_TITLE);
    }

    private static boolean isText(String text, int longest) {
        return !text.isBlank() && text.length() <= longest && text.chars().noneMatch(Character::isISOControl);
    }

    /**
     * One of them as it is kept.
     *
     * @param number that no other has
     * @param current whether no other of its name came later, and nobody took it back
     * @param isTakenBack whether somebody did
     */
    public record Kept(long number, GivenReport report, boolean current, boolean isTakenBack) {
        private static final String GIVEN = "given ";

        /** As sources of reports are named; no UID looks like this. */
        String key() {
            return GIVEN + number;
        }

        boolean supersedes(Kept other) {
            return other.number < number && Objects.equals(other.report.name(), report.name());
        }
    }
}
