/** The portal and the viewer as users see them in a browser, with one community or several. */
@NullMarked
package dev.xdsi.browsing;

import org.jspecify.annotations.NullMarked;
