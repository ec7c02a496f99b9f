package dev.xdsi.consumer.partner;

import jakarta.xml.ws.WebServiceException;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.net.URI;
import java.util.function.Supplier;
import org.apache.cxf.binding.soap.SoapFault;

/**
 * A system that is called, as sentences about its failures name it.
 *
 * @param name with its article: {@code the registry}
 */
public record Partner(String name, URI address) {

    /** Calls it and reads its answer; whatever goes wrong with either becomes a {@link PartnerException}. */
    public <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (WebServiceException silent) {
            throw failed(isFault(silent) ? "answered with a fault." : "does not answer.", silent);
        } catch (RuntimeException unreadable) {
            throw failed("gave an answer that cannot be read.", unreadable);
        }
    }

    /** CXF makes a fault that says little a plain exception around its own. */
    private static boolean isFault(WebServiceException failure) {
        return failure instanceof SOAPFaultException || failure.getCause() instanceof SoapFault;
    }

    /** What it did, put into a sentence. */
    public PartnerException failed(String predicate, Throwable cause) {
        return new PartnerException(sentence(predicate), cause);
    }

    public String sentence(String predicate) {
        String subject = name + " at " + address.getAuthority() + " " + predicate;
        return Character.toUpperCase(subject.charAt(0)) + subject.substring(1);
    }
}
