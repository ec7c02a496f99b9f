/** Instances in an object store that speaks S3. */
@NullMarked
package dev.xdsi.imaging.archive.s3;

import org.jspecify.annotations.NullMarked;
