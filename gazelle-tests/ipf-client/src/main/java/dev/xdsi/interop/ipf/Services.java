package dev.xdsi.interop.ipf;

import static org.openehealth.ipf.platform.camel.ihe.xds.XdsCamelValidators.iti18RequestValidator;
import static org.openehealth.ipf.platform.camel.ihe.xds.XdsCamelValidators.iti18ResponseValidator;
import static org.openehealth.ipf.platform.camel.ihe.xds.XdsCamelValidators.iti41RequestValidator;
import static org.openehealth.ipf.platform.camel.ihe.xds.XdsCamelValidators.iti41ResponseValidator;
import static org.openehealth.ipf.platform.camel.ihe.xds.XdsCamelValidators.iti42RequestValidator;
import static org.openehealth.ipf.platform.camel.ihe.xds.XdsCamelValidators.iti42ResponseValidator;
import static org.openehealth.ipf.platform.camel.ihe.xds.XdsCamelValidators.iti43RequestValidator;
import static org.openehealth.ipf.platform.camel.ihe.xds.XdsCamelValidators.iti43ResponseValidator;

import java.util.function.Function;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.openehealth.ipf.commons.ihe.xds.core.requests.ProvideAndRegisterDocumentSet;
import org.openehealth.ipf.commons.ihe.xds.core.requests.QueryRegistry;
import org.openehealth.ipf.commons.ihe.xds.core.requests.RegisterDocumentSet;
import org.openehealth.ipf.commons.ihe.xds.core.requests.RetrieveDocumentSet;

/** The four services, each judged by IPF's own validation before and after. */
final class Services extends RouteBuilder {
    private final Shelf shelf;

    Services(Shelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public void configure() {
        service(
                "xds-iti42",
                iti42RequestValidator(),
                RegisterDocumentSet.class,
                shelf::register,
                iti42ResponseValidator());
        service("xds-iti18", iti18RequestValidator(), QueryRegistry.class, shelf::find, iti18ResponseValidator());
        service(
                "xds-iti41",
                iti41RequestValidator(),
                ProvideAndRegisterDocumentSet.class,
                shelf::provide,
                iti41ResponseValidator());
        service(
                "xds-iti43",
                iti43RequestValidator(),
                RetrieveDocumentSet.class,
                shelf::retrieve,
                iti43ResponseValidator());
    }

    private <Q, R> void service(
            String name, Processor before, Class<Q> request, Function<Q, R> answer, Processor after) {
        from(name + ":" + name + "?audit=false")
                .process(before)
                .process(exchange -> exchange.getMessage()
                        .setBody(answer.apply(exchange.getIn().getBody(request))))
                .process(after);
    }
}
