package dev.xdsi.registry.model;

import dev.xdsi.model.AssociationType;
import dev.xdsi.registry.model.SubmitStep.SendAgain;
import dev.xdsi.registry.model.Thing.Document;
import dev.xdsi.registry.model.Thing.Link;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What is registered is updated or removed. */
sealed interface UpdateStep extends Step {
    /** A document or folder, of whichever version, is to have a new one, a document perhaps with its bytes. */
    record NewVersion(
            Pick of,
            int previous,
            boolean propagated,
            Optional<Integer> otherPatient,
            boolean restricted,
            Optional<SendAgain.Bytes> bytes)
            implements UpdateStep {
        @Override
        public void in(Story story) {
            story.registered(of, thing -> thing.isDocument() || thing.isFolder())
                    .ifPresent(known -> {
                        String patient = otherPatient.map(story::patient).orElse(story.survivor(known));
                        Thing first = known.isFolder()
                                ? Thing.folder(story.fresh("f"), patient).with(known.content())
                                : Thing.document(story.fresh("d"), patient).with(corrected(told(known.content())));
                        story.update(new Update.NewVersion(
                                Thing.submissionSet(story.fresh("s"), patient),
                                first.after(known.lineage()),
                                Math.max(1, story.version(known) - previous),
                                propagated,
                                restricted));
                    });
        }

        private Thing.Content told(Thing.Content content) {
            return bytes.map(which -> SendAgain.again(content, which)).orElse(content);
        }

        private static Thing.Content corrected(Thing.Content content) {
            return content instanceof Document(String uniqueId, int hash, int size, Facts facts)
                    ? new Document(uniqueId, hash, size, facts.corrected())
                    : content;
        }
    }

    /** Something that may change its status. */
    enum Kind implements Predicate<Thing> {
        DOCUMENT_OR_FOLDER {
            @Override
            public boolean test(Thing thing) {
                return thing.isDocument() || thing.isFolder();
            }
        },
        /** Of which its sender knows the id, and which no SubmissionSet brought as its own. */
        LINK {
            @Override
            public boolean test(Thing thing) {
                Link link = thing.link();
                return link != null
                        && ModelRegistry.isSent(thing)
                        && !thing.name().startsWith(link.source() + ":");
            }
        },
        DEPRECATED_LINK {
            @Override
            public boolean test(Thing thing) {
                return !thing.approved() && LINK.test(thing);
            }
        }
    }

    /** The status of something is to be the other one, or what a sender with old news takes for it. */
    record NewStatus(Kind kind, Pick of, boolean oldNews, Optional<Integer> otherPatient, boolean restricted)
            implements UpdateStep {
        @Override
        public void in(Story story) {
            story.registered(of, kind).ifPresent(known -> {
                String patient = otherPatient.map(story::patient).orElse(story.survivor(known));
                story.update(new Update.NewStatus(
                        Thing.submissionSet(story.fresh("s"), patient),
                        known.name(),
                        known.approved() != oldNews,
                        restricted));
            });
        }
    }

    /** Two registered objects are to be associated. */
    record NewLink(int patient, AssociationType type, Pick from, Pick to, boolean restricted) implements UpdateStep {
        @Override
        public void in(Story story) {
            String patient = story.patient(patient());
            Thing set = Thing.submissionSet(story.fresh("s"), patient);
            String source =
                    type == AssociationType.HAS_MEMBER ? story.folder(from, patient) : story.document(from, patient);
            story.update(new Update.NewLink(
                    set, Thing.link(set.name(), patient, type, source, story.document(to, patient)), restricted));
        }
    }

    /** Something is to be removed, in all of its versions or not, and what hangs on it or not. */
    record Remove(Pick of, boolean versions, boolean links) implements UpdateStep {
        @Override
        public void in(Story story) {
            story.registered(of, thing -> thing.link() == null)
                    .ifPresent(known -> story.remove(versions ? story.versions(known) : Set.of(known.name()), links));
        }
    }
}
