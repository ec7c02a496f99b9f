/** From a user's proof and wishes to an assertion, or a refusal. */
@NullMarked
package dev.xdsi.assertion.issue;

import org.jspecify.annotations.NullMarked;
