package dev.xdsi.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.consumer.viewer.Viewer;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.gateway.cli.CommandFailed;
import dev.xdsi.gateway.cli.GatewayClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.http.CompressedContentFormat;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.ResourceFactory;

/**
 * What the gateway is measured against: the same viewer with the same images, everything a file before it is asked for, and nobody who
 * asks whether it may be seen.
 */
final class StaticViewer implements AutoCloseable {
    private static final String APP = "/dev/xdsi/consumer/viewer/app";
    private static final String COMPRESSED = ".gz";
    private static final String PART = "--b\r\nContent-Type: application/octet-stream\r\n\r\n";
    private static final String FRAME = "multipart/related; type=\"application/octet-stream\"; boundary=b";
    private static final String JSON = "application/dicom+json";
    private static final String END = "\r\n--b--\r\n";

    private final Path folder;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    private StaticViewer(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the files and serves them.
     *
     * @param images of one series, as the gateway got them
     * @param near what the gateway's DICOMweb tells about them, by paths below its base
     */
    static StaticViewer serve(Path folder, List<Path> images, Metadata near) throws Exception {
        StaticViewer viewer = new StaticViewer(folder);
        viewer.unpack();
        viewer.images(images, near);
        viewer.start();
        return viewer;
    }

    /** Asks the gateway's DICOMweb as the user. */
    @FunctionalInterface
    interface Metadata {
        JsonNode at(String path) throws CommandFailed;

        static Metadata of(GatewayClient client) {
            return path -> client.get("/dicom-web" + path, Map.of());
        }
    }

    private void unpack() throws Exception {
        Path code = Path.of(
                Viewer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(code)) {
            copy(code.resolve(APP.substring(1)));
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(code)) {
            copy(jar.getPath(APP));
        }
    }

    private void copy(Path app) throws IOException {
        try (Stream<Path> files = Files.walk(app)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(app.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
                if (copy.toString().endsWith(COMPRESSED)) {
                    plain(copy);
                }
            }
        }
    }

    /** Jetty sends what is compressed only instead of something that is not. */
    private static void plain(Path compressed) throws IOException {
        String name = compressed.getFileName().toString();
        try (InputStream bytes = new GZIPInputStream(Files.newInputStream(compressed))) {
            Files.copy(bytes, compressed.resolveSibling(name.substring(0, name.length() - COMPRESSED.length())));
        }
    }

    private void images(List<Path> images, Metadata near) throws IOException, CommandFailed {
        String study = "";
        String series = "";
        for (Path image : images) {
            DicomFile file = Part10.read(image);
            Attributes dataSet = file.dataSet();
            study = "/studies/" + dataSet.string(Tag.StudyInstanceUID, "");
            series = study + "/series/" + dataSet.string(Tag.SeriesInstanceUID, "");
            frame(file, series + "/instances/" + dataSet.string(Tag.SOPInstanceUID, "") + "/frames/1.multipart");
        }
        write("/studies.json", near.at("/studies?StudyInstanceUID=" + study.substring("/studies/".length())));
        write(study + "/series.json", near.at(study + "/series"));
        write(series + "/metadata.json", near.at(series + "/metadata"));
    }

    private void frame(DicomFile file, String path) throws IOException {
        try (OutputStream out = Files.newOutputStream(made(path))) {
            out.write(PART.getBytes(StandardCharsets.US_ASCII));
            switch (file.pixelData().orElseThrow().value()) {
                case Value.Inline inline -> out.write(inline.bytes());
                case Value.Bulk(BulkData data) -> data.transferTo(out);
                case Value.Fragments _, Value.Items _ -> throw new IOException("the phantom's pixels are native");
            }
            out.write(END.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void write(String path, JsonNode json) throws IOException {
        Files.write(made(path), new ObjectMapper().writeValueAsBytes(json));
    }

    private Path made(String path) throws IOException {
        Path file = folder.resolve("dicom-web" + path);
        Files.createDirectories(file.getParent());
        return file;
    }

    private void start() throws Exception {
        // Those of the server count, whatever the handler was given.
        MimeTypes.Mutable types = server.getMimeTypes();
        types.addMimeMapping("multipart", FRAME);
        types.addMimeMapping("json", JSON);
        types.addMimeMapping("wasm", "application/wasm");
        ResourceHandler files = new ResourceHandler();
        files.setBaseResource(ResourceFactory.of(files).newResource(folder));
        files.setPrecompressedFormats(CompressedContentFormat.GZIP);
        server.setHandler(new Handler.Wrapper(files) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                String path = file(request.getHttpURI().getPath());
                return super.handle(
                        Request.serveAs(
                                request,
                                HttpURI.from(request.getHttpURI().toURI().resolve(path))),
                        response,
                        callback);
            }
        });
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.start();
    }

    /** Each resource has a file; what is asked for in the query makes no difference where there is but one study. */
    private static String file(String path) {
        if (path.startsWith("/dicom-web/")) {
            return path + (path.endsWith("/frames/1") ? ".multipart" : ".json");
        }
        return path.equals("/viewer") ? "/index.html" : path;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
