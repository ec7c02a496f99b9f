/**
 * Whether what is published is what there is: manifests beside the archive and what the registry has of them, study by study. What has
 * drifted is left to the publication, which decides it anew.
 */
@NullMarked
package dev.xdsi.imaging.reconciliation;

import org.jspecify.annotations.NullMarked;
