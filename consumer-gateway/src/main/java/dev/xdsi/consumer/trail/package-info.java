/** The audit messages of the gateways, which take part in a transaction on both of its sides. */
@NullMarked
package dev.xdsi.consumer.trail;

import org.jspecify.annotations.NullMarked;
