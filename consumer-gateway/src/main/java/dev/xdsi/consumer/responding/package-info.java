/** The XCA and XCA-I Responding Gateways: answer other communities for this one. */
@NullMarked
package dev.xdsi.consumer.responding;

import org.jspecify.annotations.NullMarked;
