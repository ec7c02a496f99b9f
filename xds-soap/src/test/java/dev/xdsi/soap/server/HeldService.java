package dev.xdsi.soap.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.soap.Contracts;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetResponseType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A Document Repository that takes everything, and whose answers to questions can be held back. */
final class HeldService {
    private static final int PATIENCE_SECONDS = 20;
    private static final int ALL = 100;

    private final Semaphore arrived = new Semaphore(0);
    private final Semaphore released = new Semaphore(0);
    private volatile boolean holding;

    SoapEndpoint publish(SoapSettings settings) {
        return SoapEndpoint.publish(
                Contracts.REPOSITORY, new Contracts.Repository(request -> success(), this::retrieve), settings);
    }

    private RetrieveDocumentSetResponseType retrieve(RetrieveDocumentSetRequestType request) {
        if (holding) {
            arrived.release();
            released.acquireUninterruptibly();
        }
        RetrieveDocumentSetResponseType response = new RetrieveDocumentSetResponseType();
        response.setRegistryResponse(success());
        return response;
    }

    private static RegistryResponseType success() {
        RegistryResponseType response = new RegistryResponseType();
        response.setStatus("urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success");
        return response;
    }

    /** Asks, and returns when the question has come and its answer is held back; later questions are answered. */
    CompletableFuture<String> held(Wire wire) throws InterruptedException {
        holding = true;
        try {
            CompletableFuture<String> answer =
                    CompletableFuture.supplyAsync(() -> answer(wire), Thread::startVirtualThread);
            assertThat(arrived.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return answer;
        } finally {
            holding = false;
        }
    }

    /** Lets go of every answer that is held back. */
    void release() {
        released.release(ALL);
    }

    static String answer(Wire wire) {
        try {
            return wire.post(Wire.SOAP_12, SizedMessages.question(1_000));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void taken(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 200").contains("ResponseStatusType:Success");
    }
}
