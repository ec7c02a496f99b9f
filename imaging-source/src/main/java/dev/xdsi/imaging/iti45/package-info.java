/** PIXV3 Query [ITI-45], calling: which id of the affinity domain a patient has. */
@NullMarked
package dev.xdsi.imaging.iti45;

import org.jspecify.annotations.NullMarked;
