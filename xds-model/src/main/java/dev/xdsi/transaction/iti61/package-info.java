/** Register On-Demand Document Entry [ITI-61]: the request, shared by both sides. */
@NullMarked
package dev.xdsi.transaction.iti61;

import org.jspecify.annotations.NullMarked;
