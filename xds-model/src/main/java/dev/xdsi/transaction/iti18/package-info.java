/** Registry Stored Query [ITI-18]: request and response, shared by both sides. */
@NullMarked
package dev.xdsi.transaction.iti18;

import org.jspecify.annotations.NullMarked;
