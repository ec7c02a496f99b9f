/** The viewer for images, as an origin of its own: OHIF's files, the images of the studies that its user was shown, and nothing else. */
@NullMarked
package dev.xdsi.consumer.viewer;

import org.jspecify.annotations.NullMarked;
