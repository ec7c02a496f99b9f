package dev.xdsi.interop.ipf;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.cxf.BusFactory;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;

/**
 * A Document Registry and a Document Repository of another make: the endpoints of IPF, behind Tomcat on a free port of the loopback.
 * Prints its address as a line of its own once it answers, and ends when nobody holds its standard input open any more.
 */
public final class ForeignServer {
    private static final String USAGE = "WORK-FOLDER REPOSITORY-UNIQUE-ID";

    private ForeignServer() {}

    public static void main(String[] args) throws Exception {
        if (args.length != 2) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Tomcat tomcat = tomcat(Path.of(args[0]));
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.addRoutes(new Services(new Shelf(args[1])));
        camel.start();
        System.out.println("http://127.0.0.1:" + tomcat.getConnector().getLocalPort());
        System.out.flush();
        waitForEnd();
        camel.stop();
        tomcat.stop();
        // CXF keeps threads of its own, which would keep the process.
        System.exit(0);
    }

    private static Tomcat tomcat(Path work) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(work.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", work.toString());
        CXFNonSpringServlet servlet = new CXFNonSpringServlet();
        servlet.setBus(BusFactory.getDefaultBus());
        Tomcat.addServlet(context, "services", servlet).setLoadOnStartup(1);
        context.addServletMappingDecoded("/*", "services");
        tomcat.start();
        return tomcat;
    }

    private static void waitForEnd() throws IOException {
        while (System.in.read() >= 0) {
            // Whatever is written there says nothing; only its end does.
        }
    }
}
