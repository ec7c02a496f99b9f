package dev.xdsi.soap.mtom;

/** The parts of a message to which its envelope may refer. */
@FunctionalInterface
interface References {
    /** Whether the reference may stand; false where there is no such part. */
    boolean refer(String contentId);
}
