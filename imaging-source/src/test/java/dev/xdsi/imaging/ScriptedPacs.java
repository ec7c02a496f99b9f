package dev.xdsi.imaging;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.dicom.net.Acceptor;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.AssociationListener;
import dev.xdsi.dicom.net.DeclaredPolicy;
import dev.xdsi.dicom.net.DimseOperation;
import dev.xdsi.dicom.net.DimseServices;
import dev.xdsi.dicom.net.ListenerSettings;
import dev.xdsi.dicom.net.PresentationContext;
import dev.xdsi.dicom.net.QueryRetrievePolicy;
import dev.xdsi.dicom.net.QueryRetrieveSopClass;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.StoreOperation;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A PACS that answers C-FIND and C-GET as a test tells it, rightly or not. */
final class ScriptedPacs implements AutoCloseable {
    private static final String TITLE = "SCRIPT";
    private static final ReadOptions ALL = ReadOptions.DEFAULT;
    private static final Status IDENTIFIER_DOES_NOT_MATCH = new Status(0xA900);

    /** What it knows; what is asked for is sent from here. */
    final List<Attributes> instances = new CopyOnWriteArrayList<>();
    /** Sent under the SOP Instance UID that was asked for, in place of what is known. */
    final Map<String, Attributes> substitutes = new ConcurrentHashMap<>();
    /** Sent first, though nobody asked for it. */
    final List<Attributes> unasked = new CopyOnWriteArrayList<>();
    /** SOP Instance UIDs in the order in which they were sent. */
    final List<String> sent = new CopyOnWriteArrayList<>();
    /** How often it was asked to send. */
    final AtomicInteger gets = new AtomicInteger();
    /** So many are sent whole; the next breaks off in its middle. */
    final AtomicInteger wholeOnes = new AtomicInteger(Integer.MAX_VALUE);
    /** Waits before it sends. */
    volatile Duration slowness = Duration.ZERO;
    /** Put into every answer of C-FIND that has the tag. */
    final Attributes lies = new Attributes();
    /** With which C-FIND ends, after all matches. */
    volatile Status findsWith = Status.SUCCESS;
    /** So many questions about images are answered without those that are {@link #forgotten}. */
    final AtomicInteger forgetting = new AtomicInteger();

    final Set<String> forgotten = ConcurrentHashMap.newKeySet();
    /** Transfer syntaxes in which it was offered to send, when it was asked to last. */
    final Set<String> offered = ConcurrentHashMap.newKeySet();

    /** SOP class, level and Patient ID of every question. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** How often it was told to end a C-GET, and did. */
    final AtomicInteger cancelled = new AtomicInteger();
    /** What it does when it has sent an image. */
    volatile Runnable afterEach = () -> {};

    private final AssociationListener listener;
    private final boolean relational;
    private volatile boolean open = true;

    ScriptedPacs() throws IOException {
        this(true, true);
    }

    /** @param relational whether it agrees to relational queries and retrieval; without, Patient Root wants the patient named */
    ScriptedPacs(boolean studyRoot, boolean relational) throws IOException {
        this.relational = relational;
        ApplicationEntity entity = ApplicationEntity.of(TITLE);
        listener = AssociationListener.start(
                ListenerSettings.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                new Acceptor(
                        entity,
                        new OfferedModels(
                                new QueryRetrievePolicy(DeclaredPolicy.storage(entity.title()), peer -> true),
                                studyRoot,
                                relational),
                        DimseServices.verificationOnly()
                                .with(CommandField.C_FIND, this::find)
                                .with(CommandField.C_GET, this::get),
                        event -> {}));
    }

    RemoteEntity entity() {
        return RemoteEntity.of(TITLE, "127.0.0.1", listener.port());
    }

    private void find(DimseOperation operation) throws IOException {
        Attributes keys = keys(operation);
        if (!named(operation, keys)) {
            operation.respond(IDENTIFIER_DOES_NOT_MATCH);
            return;
        }
        int unique = switch (keys.string(Tag.QueryRetrieveLevel, "")) {
            case "PATIENT" -> Tag.PatientID;
            case "STUDY" -> Tag.StudyInstanceUID;
            case "SERIES" -> Tag.SeriesInstanceUID;
            default -> Tag.SOPInstanceUID;
        };
        boolean forgets = unique == Tag.SOPInstanceUID && forgetting.getAndDecrement() > 0;
        Map<String, Attributes> found = new LinkedHashMap<>();
        for (Attributes instance : matching(keys)) {
            if (forgets && forgotten.contains(instance.string(unique, ""))) {
                continue;
            }
            found.putIfAbsent(instance.string(unique, ""), instance);
        }
        TransferSyntax syntax = TransferSyntax.of(operation.context().transferSyntax());
        for (Attributes match : found.values()) {
            Attributes answer = new Attributes();
            for (int tag : List.of(
                    Tag.PatientID,
                    Tag.StudyInstanceUID,
                    Tag.SeriesInstanceUID,
                    Tag.SOPInstanceUID,
                    Tag.SOPClassUID,
                    Tag.NumberOfSeriesRelatedInstances)) {
                if (keys.contains(tag) && (match.contains(tag) || lies.contains(tag))) {
                    answer.setString(tag, lies.string(tag, match.string(tag, "")));
                }
            }
            operation.respond(Status.PENDING, response -> response, out -> Part10.writeDataSet(out, syntax, answer));
        }
        operation.respond(findsWith);
    }

    /** PS3.4 C.4.1.2.2.1: the unique keys of the levels above. */
    private boolean named(DimseOperation operation, Attributes keys) {
        String sopClass = operation.context().abstractSyntax();
        String level = keys.string(Tag.QueryRetrieveLevel, "");
        String patientId = keys.string(Tag.PatientID, "");
        asked.add(QueryRetrieveSopClass.of(sopClass).orElseThrow() + " " + level + " " + patientId);
        boolean patientRoot = QueryRetrieveSopClass.of(sopClass)
                .filter(QueryRetrieveSopClass::isPatientRoot)
                .isPresent();
        return relational || !patientRoot || level.equals("PATIENT") || !patientId.isEmpty();
    }

    private void get(DimseOperation operation) throws IOException {
        Attributes keys = keys(operation);
        if (!named(operation, keys)) {
            operation.respond(IDENTIFIER_DOES_NOT_MATCH);
            return;
        }
        gets.incrementAndGet();
        operation.performedByPeer().forEach(context -> offered.add(context.transferSyntax()));
        pause();
        List<Attributes> all = new ArrayList<>(unasked);
        for (Attributes asked : matching(keys)) {
            all.add(substitutes.getOrDefault(asked.string(Tag.SOPInstanceUID, ""), asked));
        }
        for (Attributes instance : all) {
            send(operation, instance);
            afterEach.run();
            if (operation.cancelled()) {
                cancelled.incrementAndGet();
                operation.respond(Status.CANCEL);
                return;
            }
        }
        operation.respond(Status.SUCCESS);
    }

    private void send(DimseOperation operation, Attributes instance) throws IOException {
        boolean whole = wholeOnes.getAndDecrement() > 0;
        byte[] bytes = DataSets.bytes(instance);
        PresentationContext context = operation.performedByPeer().stream()
                .filter(each -> each.transferSyntax().equals(UID.ExplicitVRLittleEndian))
                .findFirst()
                .orElseThrow();
        operation.store(
                context,
                new StoreOperation(
                        instance.string(Tag.SOPClassUID, ""),
                        instance.string(Tag.SOPInstanceUID, ""),
                        UID.ExplicitVRLittleEndian,
                        out -> {
                            if (!whole) {
                                out.write(bytes, 0, bytes.length / 2);
                                throw new IOException("the plug is pulled");
                            }
                            out.write(bytes);
                            sent.add(instance.string(Tag.SOPInstanceUID, "")); // Before anybody can have it.
                        }));
        operation.respond(Status.PENDING);
    }

    private List<Attributes> matching(Attributes keys) {
        return instances.stream()
                .filter(instance ->
                        List.of(Tag.PatientID, Tag.StudyInstanceUID, Tag.SeriesInstanceUID, Tag.SOPInstanceUID).stream()
                                .allMatch(tag -> matches(keys, instance, tag)))
                .toList();
    }

    private static boolean matches(Attributes keys, Attributes instance, int tag) {
        List<String> wanted = keys.strings(tag);
        return wanted.stream().allMatch(String::isBlank) || wanted.contains(instance.string(tag, ""));
    }

    private static Attributes keys(DimseOperation operation) throws IOException {
        return Part10.readDataSet(
                operation.dataSet(), TransferSyntax.of(operation.context().transferSyntax()), ALL);
    }

    private void pause() {
        try {
            Thread.sleep(slowness);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Pulls the plug, or what is left of it. */
    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            listener.close();
        }
    }
}
