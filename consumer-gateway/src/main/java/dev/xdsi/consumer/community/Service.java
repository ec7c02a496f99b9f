package dev.xdsi.consumer.community;

import dev.xdsi.transaction.Transaction;
import java.net.URI;

/**
 * A transaction of an actor that is asked, in this process or over the network.
 *
 * @param endpoint its address, as audit messages name it
 */
public record Service<Q, R>(URI endpoint, Transaction<Q, R> transaction) {}
