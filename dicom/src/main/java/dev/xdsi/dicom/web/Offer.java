package dev.xdsi.dicom.web;

/**
 * A representation in which a resource is to be had (PS3.18 8.7).
 *
 * @param parts whether as {@code multipart/related} with parts of the type, or as one body of it
 * @param transferSyntax of what is sent; empty where it has none
 */
public record Offer(String type, boolean parts, String transferSyntax) {
    public static Offer single(String type, String transferSyntax) {
        return new Offer(type, false, transferSyntax);
    }

    public static Offer parts(String type, String transferSyntax) {
        return new Offer(type, true, transferSyntax);
    }

    /** As a client would ask for it. */
    @Override
    public String toString() {
        String syntax = transferSyntax.isEmpty() ? "" : "; transfer-syntax=" + transferSyntax;
        return parts ? "multipart/related; type=\"" + type + "\"" + syntax : type + syntax;
    }
}
