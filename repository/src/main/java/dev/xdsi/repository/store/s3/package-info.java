/** Contents in an object store that speaks S3. */
@NullMarked
package dev.xdsi.repository.store.s3;

import org.jspecify.annotations.NullMarked;
