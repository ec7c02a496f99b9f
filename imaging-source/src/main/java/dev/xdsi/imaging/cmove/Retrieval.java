package dev.xdsi.imaging.cmove;

import dev.xdsi.imaging.query.InstanceQuery;
import dev.xdsi.transaction.Caller;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent where.
 *
 * @param query of the things whose instances are meant, by their unique keys
 * @param receiver AE title of who gets them: the destination of a C-MOVE, the requestor of a C-GET
 * @param taker who that is as consents go, where it is another than asks and something was agreed about it
 */
public record Retrieval(
        InstanceQuery query, String receiver, @Nullable Caller taker) {}
