/** What the transactions that bring objects to the registry share: symbolic ids, rules over what is registered, and what follows. */
@NullMarked
package dev.xdsi.registry.submission;

import org.jspecify.annotations.NullMarked;
