package dev.xdsi.imaging.cmove;

import dev.xdsi.imaging.query.InstanceQuery;

/**
 * What is to be sent where.
 *
 * @param query of the things whose instances are meant, by their unique keys
 * @param receiver AE title of who gets them: the destination of a C-MOVE, the requestor of a C-GET
 */
public record Retrieval(InstanceQuery query, String receiver) {}
