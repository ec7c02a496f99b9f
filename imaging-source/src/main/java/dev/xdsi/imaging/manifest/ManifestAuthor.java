package dev.xdsi.imaging.manifest;

/** Who makes manifests: Manufacturer (0008,0070) and, for studies that name none, Institution Name (0008,0080). */
public record ManifestAuthor(String manufacturer, String institution) {}
