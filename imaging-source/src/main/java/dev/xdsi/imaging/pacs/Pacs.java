package dev.xdsi.imaging.pacs;

import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.StoreHandler;
import dev.xdsi.imaging.archive.InstanceSource;
import dev.xdsi.imaging.archive.WantedInstances;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The PACS as it is configured: what it is asked, and how its instances are fetched. */
public final class Pacs implements InstanceSource, AutoCloseable {
    private final PacsQuery query;
    private final MovedInstances moved;
    private final InstanceSource way;

    public Pacs(PacsSettings settings, ApplicationEntity self) {
        this.query = new PacsQuery(self, settings.entity());
        this.moved = new MovedInstances(self.title(), settings.entity());
        this.way = switch (settings.way()) {
            case PacsSettings.Way.Get() -> new FetchByGet(self, settings.entity());
            case PacsSettings.Way.Move() -> new FetchByMove(self, settings.entity(), moved);
            case PacsSettings.Way.WadoRs wado -> new FetchByWadoRs(wado);
        };
    }

    public PacsQuery query() {
        return query;
    }

    /** Takes what was asked for by C-MOVE, and leaves the rest to others. */
    public StoreHandler before(StoreHandler others) {
        return moved.before(others);
    }

    /** In portions that one operation may ask for. */
    @Override
    public void fetch(WantedInstances wanted, Taker taker) throws IOException {
        List<Oid> all = wanted.sopInstances();
        for (int from = 0; from < all.size() && taker.wanted(); from += FetchOperation.MOST_INSTANCES) {
            Map<Oid, Oid> portion = new HashMap<>();
            all.subList(from, Math.min(from + FetchOperation.MOST_INSTANCES, all.size()))
                    .forEach(uid -> portion.put(uid, wanted.sopClasses().get(uid)));
            way.fetch(new WantedInstances(wanted.patientId(), wanted.study(), wanted.series(), portion), taker);
        }
    }

    @Override
    public void close() {
        if (way instanceof FetchByWadoRs wado) {
            wado.close();
        }
    }
}
