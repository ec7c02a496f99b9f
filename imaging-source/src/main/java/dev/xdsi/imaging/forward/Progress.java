package dev.xdsi.imaging.forward;

/** How one step of work ended. */
sealed interface Progress {
    Progress DONE = new Done();
    Progress NOTHING_DUE = new NothingDue();

    /** Something was done, and there may be more to do. */
    record Done() implements Progress {}

    record NothingDue() implements Progress {}

    /** Who was to be told is not there; what was to be told waits as it is. */
    record Away(String why) implements Progress {}
}
