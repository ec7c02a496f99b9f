package dev.xdsi.dicom.net;

/** A presentation context both sides agreed on: an abstract syntax (SOP class) in one transfer syntax, PS3.8 7.1.1.13. */
public record PresentationContext(int id, String abstractSyntax, String transferSyntax) {}
