package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.manifest.ManifestInstance;
import dev.xdsi.consumer.manifest.ManifestSeries;
import dev.xdsi.consumer.portal.ApiRefusal;
import dev.xdsi.consumer.portal.Session;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.json.BulkDataPath;
import dev.xdsi.dicom.pixel.Decompression;
import dev.xdsi.dicom.pixel.Frames;
import dev.xdsi.dicom.pixel.RenderingRoom;
import dev.xdsi.dicom.pixel.RenderingRoom.BusyException;
import dev.xdsi.dicom.pixel.UnrenderableException;
import dev.xdsi.dicom.web.AcceptedTypes;
import dev.xdsi.dicom.web.FrameTypes;
import dev.xdsi.transaction.Caller;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is read from the files of images: frames, bulk data, and metadata where no source gives them. */
final class CachedImages {
    private static final int MOST_FRAMES = 1_000;

    private final InstanceCache cache;
    private final ImageWays ways;
    private final RenderingRoom room;

    CachedImages(InstanceCache cache, ImageWays ways, RenderingRoom room) {
        this.cache = cache;
        this.ways = ways;
        this.room = room;
    }

    /** For whom a part is fetched. */
    record Asker(Session session, Caller caller) {}

    /** Metadata of a part of another community: its series come whole, and each image is told of as soon as it is there. */
    void metadata(Manifest wanted, OpenStudy study, Asker asker, BulkDataLinks links, MetadataAnswer answer)
            throws IOException {
        for (ManifestSeries series : wanted.series()) {
            CachedFetch fetch = fetch(study, wanted, series, asker);
            for (ManifestInstance instance : series.instances()) {
                String uid = instance.sopInstanceUID();
                Attributes dataSet = Part10.read(fetch.file(uid)).dataSet();
                answer.add(
                        dataSet,
                        (path, element) -> isBulk(element)
                                ? Optional.of(links.of(series.seriesInstanceUID(), uid, path))
                                : Optional.empty());
            }
        }
    }

    private static boolean isBulk(Element element) {
        return element.tag() == Tag.PixelData
                || element.value() instanceof Value.Bulk
                || element.value() instanceof Value.Fragments;
    }

    /** {@code frames/1,2,3} (PS3.18 10.4.1.1.6). */
    void frames(DicomFile image, String list, AcceptedTypes accepted, MultipartAnswer answer)
            throws ApiRefusal, IOException {
        if (!list.matches("\\d{1,6}(,\\d{1,6}){0," + (MOST_FRAMES - 1) + "}")) {
            throw Refusals.badRequest("Frames are named by their numbers, with commas between them.");
        }
        Frames frames = framesOf(image);
        List<Integer> numbers =
                List.of(list.split(",", -1)).stream().map(Integer::valueOf).toList();
        if (numbers.stream()
                .anyMatch(number -> number < 1 || number > frames.all().size())) {
            throw Refusals.notFound();
        }
        Optional<String> type = type(frames, accepted);
        if (type.isEmpty()) {
            decodedFrames(image, frames, numbers, accepted, answer);
        } else {
            for (int number : numbers) {
                frames.all()
                        .get(number - 1)
                        .writeTo(answer.next(type.get(), FrameTypes.syntaxOf(frames.transferSyntaxUID())));
            }
        }
        answer.finish();
    }

    /** For who takes no frames as they are, but takes them uncompressed (PS3.18 8.7.3.3). */
    private void decodedFrames(
            DicomFile image, Frames frames, List<Integer> numbers, AcceptedTypes accepted, MultipartAnswer answer)
            throws ApiRefusal, IOException {
        if (!accepted.acceptsParts(FrameTypes.OCTET_STREAM, UID.ExplicitVRLittleEndian)) {
            String syntax = frames.transferSyntaxUID();
            throw Refusals.notAcceptable("These frames are sent as multipart/related; type=\"" + FrameTypes.of(syntax)
                    + "\"; transfer-syntax=" + syntax + ".");
        }
        for (int number : numbers) {
            byte[] decoded = decoded(image, number, frames.all().get(number - 1));
            answer.next(FrameTypes.OCTET_STREAM, UID.ExplicitVRLittleEndian).write(decoded);
        }
    }

    private byte[] decoded(DicomFile image, int number, Frames.Frame frame) throws ApiRefusal, IOException {
        try {
            return room.work(() -> new RenderingRoom.Chosen(image, number, frame), Decompression::decoded);
        } catch (UnrenderableException unfit) {
            throw Refusals.notAcceptable(String.valueOf(unfit.getMessage()));
        } catch (BusyException busy) {
            throw Refusals.of(busy);
        }
    }

    static Frames framesOf(DicomFile image) throws ApiRefusal, IOException {
        if (image.pixelData().isEmpty()) {
            throw Refusals.notFound();
        }
        try {
            return Frames.of(image);
        } catch (UnrenderableException unfit) {
            throw Refusals.notAcceptable(String.valueOf(unfit.getMessage()));
        }
    }

    private static Optional<String> type(Frames frames, AcceptedTypes accepted) {
        String syntax = FrameTypes.syntaxOf(frames.transferSyntaxUID());
        return Stream.of(FrameTypes.of(syntax), FrameTypes.OCTET_STREAM)
                .filter(type -> accepted.acceptsParts(type, syntax))
                .findFirst();
    }

    /** A value by tags and item numbers from the outside in. */
    void bulkData(DicomFile image, String path, AcceptedTypes accepted, MultipartAnswer answer)
            throws ApiRefusal, IOException {
        Element element = BulkDataPath.find(image.dataSet(), path).orElseThrow(Refusals::notFound);
        BulkData data = switch (element.value()) {
            case Value.Inline inline -> BulkData.of(inline.bytes());
            case Value.Bulk(BulkData bulk) -> bulk;
            case Value.Fragments ignored ->
                throw Refusals.notAcceptable("Compressed pixel data are had frame by frame.");
            case Value.Items ignored -> throw Refusals.notFound();
        };
        if (!accepted.acceptsParts(FrameTypes.OCTET_STREAM, UID.ExplicitVRLittleEndian)) {
            throw Refusals.notAcceptable("This is sent as multipart/related; type=\"application/octet-stream\".");
        }
        data.transferTo(answer.next(FrameTypes.OCTET_STREAM, UID.ExplicitVRLittleEndian));
        answer.finish();
    }

    /** @param wanted the part that is this one image */
    DicomFile image(Manifest wanted, OpenStudy study, Asker asker) throws IOException {
        ManifestSeries series = wanted.series().getFirst();
        CachedFetch fetch = fetch(study, wanted, series, asker);
        return Part10.read(fetch.file(series.instances().getFirst().sopInstanceUID()));
    }

    /** The file of the same image, of other communities too without the rest of its series. */
    Path alone(Manifest wanted, Asker asker) throws IOException {
        CachedFetch fetch = cache.fetch(asker.session(), asker.caller(), wanted, ways.to(wanted, true));
        return fetch.file(wanted.instances().findFirst().orElseThrow().sopInstanceUID());
    }

    /** Of other communities the whole series as the same manifest has it, once; of ours the single image. */
    private CachedFetch fetch(OpenStudy study, Manifest wanted, ManifestSeries series, Asker asker) throws IOException {
        Manifest part = wanted;
        if (ways.isAbroad(wanted)) {
            part = study.part(series.seriesInstanceUID(), null).stream()
                    .filter(one -> String.valueOf(one.homeCommunityId()).equals(wanted.homeCommunityId()))
                    .filter(one -> one.instances().anyMatch(series.instances().getFirst()::equals))
                    .findFirst()
                    .orElse(wanted);
        }
        return cache.fetch(asker.session(), asker.caller(), part, ways.to(part, !ways.isAbroad(part)));
    }
}
