/** Local users: who they are, what may be said of them, and how they prove themselves. */
@NullMarked
package dev.xdsi.assertion.user;

import org.jspecify.annotations.NullMarked;
