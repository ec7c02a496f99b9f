package dev.xdsi.interop.ipf;

import jakarta.xml.bind.JAXBException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The command line of the foreign client. Ends with 0 when every answer was a success and nothing was complained about,
 * 1 when not, 2 when it was called wrongly; anything unexpected is a stack trace.
 */
public final class ForeignClient {
    private static final String USAGE = """
        submit   REPOSITORY-URL PATIENT-CX FILE…
        find     REGISTRY-URL PATIENT-CX
        retrieve REPOSITORY-URL REPOSITORY-UNIQUE-ID DOCUMENT-UNIQUE-ID OUT-FILE [REMOVAL-URL]
        images   IMAGING-SOURCE-URL LOCATION-UID STUDY SERIES INSTANCE OUT-FILE
        administer REGISTRY-URL UPDATE-URL RESTRICTED-UPDATE-URL PATIENT-CX
        feed     FEED-V3-URL MLLP-HOST MLLP-PORT SURVIVOR-CX SUBSUMED-CX
        read     MESSAGE-FILE…
        """;

    private ForeignClient() {}

    public static void main(String[] args) throws IOException, JAXBException {
        var report = new Report(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        if (!run(report, List.of(args))) {
            System.err.println(USAGE);
            System.exit(2);
        }
        // CXF keeps threads of its own, which would keep the process.
        System.exit(report.clean() ? 0 : 1);
    }

    private static boolean run(Report report, List<String> args) throws IOException, JAXBException {
        String command = args.isEmpty() ? "" : args.getFirst();
        if (command.equals("submit") && args.size() >= 4) {
            new DocumentSource(report, args.get(1)).submit(args.get(2), files(args, 3));
        } else if (command.equals("find") && args.size() == 3) {
            new DocumentConsumer(new StoredQueries(report, args.get(1))).find(args.get(2));
        } else if (command.equals("retrieve") && (args.size() == 5 || args.size() == 6)) {
            new Retrieval(report, args.get(1)).document(args.get(2), args.get(3), Path.of(args.get(4)));
            if (args.size() == 6) {
                new DocumentRemoval(report, args.get(5)).document(args.get(2), args.get(3));
            }
        } else if (command.equals("images") && args.size() == 7) {
            new Retrieval(report, args.get(1))
                    .image(args.get(2), args.get(3), args.get(4), args.get(5), Path.of(args.get(6)));
        } else if (command.equals("administer") && args.size() == 5) {
            new DocumentAdministrator(
                            report, new DocumentAdministrator.Addresses(args.get(1), args.get(2), args.get(3)))
                    .administer(args.get(4));
        } else if (command.equals("feed") && args.size() == 6) {
            new PatientFeedV2(report, args.get(2), Integer.parseInt(args.get(3))).feed(args.get(4), args.get(5));
            new PatientFeedV3(report, args.get(1)).feed(args.get(4), args.get(5));
        } else if (command.equals("read") && args.size() >= 2) {
            for (Path file : files(args, 1)) {
                new MessageReader(report).read(file);
            }
        } else {
            return false;
        }
        return true;
    }

    private static List<Path> files(List<String> args, int first) {
        return args.stream().skip(first).map(Path::of).toList();
    }
}
