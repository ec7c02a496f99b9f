/** Register On-Demand Document Entry [ITI-61], the On-Demand Document Source's side. */
@NullMarked
package dev.xdsi.repository.iti61;

import org.jspecify.annotations.NullMarked;
