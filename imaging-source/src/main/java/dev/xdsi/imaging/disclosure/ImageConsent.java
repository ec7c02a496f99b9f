package dev.xdsi.imaging.disclosure;

import dev.xdsi.disclosure.DocumentDisclosure;
import dev.xdsi.model.PatientId;
import java.util.function.Predicate;

/**
 * What the affinity domain says about who may have images.
 *
 * @param manifests which manifests, and so which images, may be given out
 * @param known whether the affinity domain knows a patient, so that his consents count for images that name him; it never throws
 */
public record ImageConsent(DocumentDisclosure manifests, Predicate<PatientId> known) {}
