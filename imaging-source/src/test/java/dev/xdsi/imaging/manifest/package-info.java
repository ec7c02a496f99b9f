/** Tests of what manifests say. */
@NullMarked
package dev.xdsi.imaging.manifest;

import org.jspecify.annotations.NullMarked;
