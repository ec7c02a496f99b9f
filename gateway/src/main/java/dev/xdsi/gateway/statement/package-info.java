/** What this product declares about itself: the IHE Integration Statement (ITI TF-1: appendix F). */
@NullMarked
package dev.xdsi.gateway.statement;

import org.jspecify.annotations.NullMarked;
