/** What the transactions of metadata update share: what a request asks for, what of it is allowed, and what follows. */
@NullMarked
package dev.xdsi.registry.update;

import org.jspecify.annotations.NullMarked;
