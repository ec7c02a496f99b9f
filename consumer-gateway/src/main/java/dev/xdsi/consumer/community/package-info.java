/** This community and the others, as the gateways of XCA and XCA-I see them (ITI TF-1: 18, RAD TF-1: 29). */
@NullMarked
package dev.xdsi.consumer.community;

import org.jspecify.annotations.NullMarked;
