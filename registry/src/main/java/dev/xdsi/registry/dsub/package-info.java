/** Document Metadata Subscription (ITI TF-1: 26): who is to be told of what, and what is still to be told. */
@NullMarked
package dev.xdsi.registry.dsub;

import org.jspecify.annotations.NullMarked;
