/** Register On-Demand Document Entry [ITI-61], the Document Registry's side. */
@NullMarked
package dev.xdsi.registry.iti61;

import org.jspecify.annotations.NullMarked;
