package dev.xdsi.imaging.forward;

import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.forward.SentInstances.SentInstance;
import dev.xdsi.imaging.sending.Encodings;
import dev.xdsi.imaging.sending.Receiver;
import dev.xdsi.imaging.sending.Receiver.Ended;
import dev.xdsi.imaging.sending.Receiver.Sent;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** C-STORE of some instances to the PACS, in the encodings in which they are kept (PS3.4 B). */
final class SendInstances implements Transaction<List<StoredInstance>, SentInstances> {
    private final ApplicationEntity self;
    private final RemoteEntity pacs;
    private final Encodings encodings;

    SendInstances(ApplicationEntity self, RemoteEntity pacs, InstanceArchive archive) {
        this.self = self;
        this.pacs = pacs;
        this.encodings = new Encodings(archive);
    }

    @Override
    public SentInstances perform(List<StoredInstance> instances, Caller caller) {
        List<SentInstance> fates = new ArrayList<>();
        try (Receiver receiver = new Receiver(self, pacs, encodings, null, instances)) {
            for (Optional<Ended> next = receiver.next(); next.isPresent(); next = receiver.next()) {
                StoredInstance instance = next.get().instance();
                switch (next.get().sent()) {
                    case Sent.Answered(var status) -> fates.add(new SentInstance(instance, Fate.of(status)));
                    case Sent.NotHere(String why) -> fates.add(new SentInstance(instance, new Fate.Refused(why)));
                    // It may be this instance at which the PACS breaks: others go first from now on.
                    case Sent.BrokenOff(String why) -> fates.add(new SentInstance(instance, new Fate.Later(why)));
                    case Sent.Away(String why) -> {
                        return new SentInstances(fates, Optional.of(why));
                    }
                }
            }
        }
        return new SentInstances(fates, Optional.empty());
    }
}
