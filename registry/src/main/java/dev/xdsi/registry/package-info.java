/** The Document Registry: registers what repositories announce and answers stored queries about it. */
@NullMarked
package dev.xdsi.registry;

import org.jspecify.annotations.NullMarked;
