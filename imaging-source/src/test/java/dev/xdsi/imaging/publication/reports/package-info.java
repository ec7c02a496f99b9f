@NullMarked
package dev.xdsi.imaging.publication.reports;

import org.jspecify.annotations.NullMarked;
