package dev.xdsi.consumer.manifest;

/** One instance that a manifest refers to: (0008,1150) and (0008,1155). */
public record ManifestInstance(String sopClassUID, String sopInstanceUID) {}
