/** What operators see of subscriptions and notifications (ITI-52, ITI-53). */
@NullMarked
package dev.xdsi.gateway.subscription;

import org.jspecify.annotations.NullMarked;
