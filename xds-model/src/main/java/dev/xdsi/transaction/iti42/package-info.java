/** Register Document Set-b [ITI-42]: the request, shared by both sides. */
@NullMarked
package dev.xdsi.transaction.iti42;

import org.jspecify.annotations.NullMarked;
