/** Provide and Register Document Set-b [ITI-41], also RAD-68: the request, shared by both sides. */
@NullMarked
package dev.xdsi.transaction.iti41;

import org.jspecify.annotations.NullMarked;
