/** Cross-Enterprise User Assertion, the side of the X-Service Provider: which user a call is for, and who vouches for it (ITI TF-2: 3.40). */
@NullMarked
package dev.xdsi.soap.xua;

import org.jspecify.annotations.NullMarked;
