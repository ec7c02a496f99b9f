/** The portal: its REST interface and its first plain page. */
@NullMarked
package dev.xdsi.consumer.portal;

import org.jspecify.annotations.NullMarked;
