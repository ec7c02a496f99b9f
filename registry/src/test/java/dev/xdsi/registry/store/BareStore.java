package dev.xdsi.registry.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.XdsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A registry in memory that gives no text before it is asked for it, and tells of each answer about DocumentEntries before it is read. */
public final class BareStore implements RegistryStore {
    public final InMemoryRegistryStore kept = new InMemoryRegistryStore();
    public final List<Integer> asked = new ArrayList<>();
    public final CountDownLatch goOn = new CountDownLatch(1);
    private int free = Integer.MAX_VALUE;
    private boolean failing;

    public void holdAfter(int readings) {
        free = readings;
    }

    public void failAfter(int readings) {
        free = readings;
        failing = true;
    }

    @Override
    public Map<EntryUuid, String> written(List<RegisteredObject> found) {
        asked.add(found.size());
        if (asked.size() > free) {
            if (failing) {
                throw new IllegalStateException("the disk is gone");
            }
            await();
        }
        return kept.written(found);
    }

    private void await() {
        try {
            assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RegisteredObject bare(RegisteredObject object) {
        return new RegisteredObject(
                object.kind(), object.entryUUID(), object.patientId(), object.availabilityStatus(), null);
    }

    @Override
    public List<RegisteredEntry> documentEntries(List<? extends Criterion.OfDocumentEntry> allOf, int atMost) {
        return kept.documentEntries(allOf, atMost).stream()
                .map(entry -> new RegisteredEntry(bare(entry.object()), entry.resource()))
                .toList();
    }

    @Override
    public List<RegisteredObject> submissionSets(List<? extends Criterion.OfSubmissionSet> allOf, int atMost) {
        return kept.submissionSets(allOf, atMost).stream().map(BareStore::bare).toList();
    }

    @Override
    public List<RegisteredObject> folders(List<? extends Criterion.OfFolder> allOf, int atMost) {
        return kept.folders(allOf, atMost).stream().map(BareStore::bare).toList();
    }

    @Override
    public List<RegisteredAssociation> associations(List<? extends Criterion.OfAssociation> allOf, int atMost) {
        return kept.associations(allOf, atMost);
    }

    @Override
    public <A> A atOneMoment(Function<StoreQuestions, A> questions) {
        return questions.apply(this);
    }

    @Override
    public StoreQuestions within(Allowance allowance) {
        return new Within(allowance);
    }

    @Override
    public History history(Identifiers identifiers) {
        return kept.history(identifiers);
    }

    @Override
    public List<XdsError> change(Scope scope, Function<Snapshot, Verdict> judge) {
        return kept.change(scope, judge);
    }

    private final class Within implements StoreQuestions {
        private final Allowance allowance;

        Within(Allowance allowance) {
            this.allowance = allowance;
        }

        @Override
        public List<RegisteredEntry> documentEntries(List<? extends Criterion.OfDocumentEntry> allOf, int atMost) {
            List<RegisteredEntry> found = BareStore.this.documentEntries(allOf, atMost);
            allowance.read(found.size());
            return found;
        }

        @Override
        public List<RegisteredObject> submissionSets(List<? extends Criterion.OfSubmissionSet> allOf, int atMost) {
            return BareStore.this.submissionSets(allOf, atMost);
        }

        @Override
        public List<RegisteredObject> folders(List<? extends Criterion.OfFolder> allOf, int atMost) {
            return BareStore.this.folders(allOf, atMost);
        }

        @Override
        public List<RegisteredAssociation> associations(List<? extends Criterion.OfAssociation> allOf, int atMost) {
            return BareStore.this.associations(allOf, atMost);
        }

        @Override
        public <A> A atOneMoment(Function<StoreQuestions, A> questions) {
            return questions.apply(this);
        }

        @Override
        public Map<EntryUuid, String> written(List<RegisteredObject> found) {
            return BareStore.this.written(found);
        }
    }
}
