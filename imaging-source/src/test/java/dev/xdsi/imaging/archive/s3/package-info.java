@NullMarked
package dev.xdsi.imaging.archive.s3;

import org.jspecify.annotations.NullMarked;
