/**
 * From reports that came with the images, or were given, to documents beside the manifest of their study: never without one, for the same
 * patient and as secret. What is to be done stands in tables, as it does for manifests.
 */
@NullMarked
package dev.xdsi.imaging.publication.reports;

import org.jspecify.annotations.NullMarked;
