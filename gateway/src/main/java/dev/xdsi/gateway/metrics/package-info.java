/** What is measured, in the form that Prometheus reads; no label says anything of a patient or a user. */
@NullMarked
package dev.xdsi.gateway.metrics;

import org.jspecify.annotations.NullMarked;
