package dev.xdsi.consumer.retrieval;

import dev.xdsi.consumer.manifest.Manifest;
import java.net.URI;

/** A study at one source, by the base of its DICOMweb services; what is known to belong to it says its manifest. */
public record StudyAddress(URI base, Manifest manifest) {}
