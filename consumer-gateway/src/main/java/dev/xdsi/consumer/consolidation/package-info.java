/** Several who are asked at once, and their answers made one. */
@NullMarked
package dev.xdsi.consumer.consolidation;

import org.jspecify.annotations.NullMarked;
