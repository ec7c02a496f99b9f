/** The key object selection that a study was shared by, read leniently. */
@NullMarked
package dev.xdsi.consumer.manifest;

import org.jspecify.annotations.NullMarked;
