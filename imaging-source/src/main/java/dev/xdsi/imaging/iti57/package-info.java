/** Update Document Set [ITI-57], as the Imaging Document Source calls it: manifests of which nothing is left are withdrawn. */
@NullMarked
package dev.xdsi.imaging.iti57;

import org.jspecify.annotations.NullMarked;
