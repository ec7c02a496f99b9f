/** The patients of the affinity domain, as their identity feeds tell of them. */
@NullMarked
package dev.xdsi.registry.patients;

import org.jspecify.annotations.NullMarked;
