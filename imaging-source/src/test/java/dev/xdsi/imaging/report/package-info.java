@NullMarked
package dev.xdsi.imaging.report;

import org.jspecify.annotations.NullMarked;
