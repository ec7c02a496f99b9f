package dev.xdsi.registry.model;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.SubmissionSetStatus;
import dev.xdsi.registry.model.Thing.Document;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One step of a history; whom and what it is about is settled when it is played. */
sealed interface Step {
    void in(Story story);

    /** New documents, in a new folder or not. */
    record Submit(int patient, List<Integer> formats, boolean folder) implements Step {
        @Override
        public void in(Story story) {
            String patient = story.patient(patient());
            Submission submission = Submission.of(Thing.submissionSet(story.fresh("s"), patient));
            String folder = story.fresh("f");
            if (folder()) {
                submission = submission.with(Thing.folder(folder, patient));
            }
            for (int format : formats) {
                String document = story.fresh("d");
                submission = submission.with(Thing.document(document, patient, format));
                if (folder()) {
                    submission = submission.puts(document, folder);
                }
            }
            story.submit(submission);
        }
    }

    /** A new document for each target, which stands in this relationship to it; two may even be of one. */
    record Relate(int patient, AssociationType type, List<Pick> targets) implements Step {
        @Override
        public void in(Story story) {
            String patient = story.patient(patient());
            Submission submission = Submission.of(Thing.submissionSet(story.fresh("s"), patient));
            for (Pick target : targets) {
                String document = story.fresh("d");
                submission = submission
                        .with(Thing.document(document, patient, 1))
                        .with(type, document, story.document(target, patient));
            }
            story.submit(submission);
        }
    }

    /** One new document is related to another of the same submission. */
    record RelateWithin(int patient, AssociationType type) implements Step {
        @Override
        public void in(Story story) {
            String patient = story.patient(patient());
            String one = story.fresh("d");
            String other = story.fresh("d");
            story.submit(Submission.of(Thing.submissionSet(story.fresh("s"), patient))
                    .with(Thing.document(one, patient, 1))
                    .with(Thing.document(other, patient, 1))
                    .with(type, one, other));
        }
    }

    /** A registered folder takes a member, a new document or an old one. */
    record Place(int patient, Pick folder, Pick document, boolean fresh) implements Step {
        @Override
        public void in(Story story) {
            String patient = story.patient(patient());
            Submission submission = Submission.of(Thing.submissionSet(story.fresh("s"), patient));
            String document = fresh ? story.fresh("d") : story.document(document(), patient);
            if (fresh) {
                submission = submission.with(Thing.document(document, patient, 1));
            }
            story.submit(submission.puts(document, story.folder(folder(), patient)));
        }
    }

    /** A replacement which its submission puts into a folder, where the replaced one may be too. */
    record ReplaceInFolder(int patient, Pick target, Pick folder) implements Step {
        @Override
        public void in(Story story) {
            String patient = story.patient(patient());
            String document = story.fresh("d");
            story.submit(Submission.of(Thing.submissionSet(story.fresh("s"), patient))
                    .with(Thing.document(document, patient, 1))
                    .with(AssociationType.RPLC, document, story.document(target, patient))
                    .puts(document, story.folder(folder(), patient)));
        }
    }

    /** A SubmissionSet has a registered document as its member. */
    record Refer(int patient, Pick document, SubmissionSetStatus status) implements Step {
        @Override
        public void in(Story story) {
            String patient = story.patient(patient());
            story.submit(Submission.of(Thing.submissionSet(story.fresh("s"), patient))
                    .refersTo(story.document(document, patient), status));
        }
    }

    /** A document comes again: its uniqueId with these bytes, or other ones. */
    record SendAgain(Pick document, boolean otherHash, boolean otherSize) implements Step {
        @Override
        public void in(Story story) {
            story.registered(document, Thing::isDocument).ifPresent(known -> {
                if (known.content() instanceof Document content) {
                    Document again = new Document(
                            content.uniqueId(),
                            content.hash() + (otherHash ? 1 : 0),
                            content.size() + (otherSize ? 1 : 0),
                            content.format());
                    story.submit(Submission.of(Thing.submissionSet(story.fresh("s"), known.patient()))
                            .with(Thing.of(story.fresh("d"), known.patient(), again)));
                }
            });
        }
    }

    /** The entryUUID of a current document comes again. */
    record TakeEntryUuid(Pick document) implements Step {
        @Override
        public void in(Story story) {
            story.registered(document, thing -> thing.isDocument() && thing.approved())
                    .ifPresent(known -> {
                        String patient = story.survivor(known);
                        story.submit(Submission.of(Thing.submissionSet(story.fresh("s"), patient))
                                .with(Thing.document(known.name(), patient, 1)));
                    });
        }
    }

    /** A SubmissionSet comes, or a folder, under a uniqueId that something has. */
    record TakeUniqueId(int patient, Pick of, boolean folder) implements Step {
        @Override
        public void in(Story story) {
            String patient = story.patient(patient());
            Thing set = Thing.submissionSet(story.fresh("s"), patient);
            String name = story.fresh("f");
            story.registered(of, thing -> thing.link() == null)
                    .flatMap(thing -> Optional.ofNullable(thing.uniqueId()))
                    .ifPresent(uniqueId -> story.submit(
                            folder
                                    ? Submission.of(set).with(Thing.of(name, patient, new Thing.Folder(uniqueId, 0)))
                                    : Submission.of(set.with(new Thing.SubmissionSet(uniqueId)))));
        }
    }

    /** A document in the submission of one patient says that it is another's. */
    record Misfile(int patient, int other) implements Step {
        @Override
        public void in(Story story) {
            story.submit(Submission.of(Thing.submissionSet(story.fresh("s"), story.patient(patient)))
                    .with(Thing.document(story.fresh("d"), story.patient(other), 1)));
        }
    }

    /** A document or folder, of whichever version, is to have a new one. */
    record NewVersion(Pick of, int previous, boolean propagated, Optional<Integer> otherPatient) implements Step {
        @Override
        public void in(Story story) {
            story.registered(of, thing -> thing.isDocument() || thing.isFolder())
                    .ifPresent(known -> {
                        String patient = otherPatient.map(story::patient).orElse(story.survivor(known));
                        Thing first = known.isFolder()
                                ? Thing.folder(story.fresh("f"), patient).with(known.content())
                                : Thing.document(story.fresh("d"), patient, 1).with(reformatted(known.content()));
                        story.update(new Update.NewVersion(
                                Thing.submissionSet(story.fresh("s"), patient),
                                first.after(known.lineage()),
                                Math.max(1, story.version(known) - previous),
                                propagated));
                    });
        }

        private static Thing.Content reformatted(Thing.Content content) {
            return content instanceof Document(String uniqueId, int hash, int size, int format)
                    ? new Document(uniqueId, hash, size, 3 - format)
                    : content;
        }
    }

    /** The status of a document or folder is to be the other one, or what a sender with old news takes for it. */
    record NewStatus(Pick of, boolean oldNews, Optional<Integer> otherPatient) implements Step {
        @Override
        public void in(Story story) {
            story.registered(of, thing -> thing.isDocument() || thing.isFolder())
                    .ifPresent(known -> {
                        String patient = otherPatient.map(story::patient).orElse(story.survivor(known));
                        story.update(new Update.NewStatus(
                                Thing.submissionSet(story.fresh("s"), patient),
                                known.name(),
                                known.approved() != oldNews));
                    });
        }
    }

    /** Something is to be removed, in all of its versions or not, and what hangs on it or not. */
    record Remove(Pick of, boolean versions, boolean links) implements Step {
        @Override
        public void in(Story story) {
            story.registered(of, thing -> thing.link() == null)
                    .ifPresent(known -> story.remove(versions ? story.versions(known) : Set.of(known.name()), links));
        }
    }

    /** A patient is registered, who may be known or merged into another. */
    record Register(int patient) implements Step {
        @Override
        public void in(Story story) {
            story.register(story.patient(patient % Story.PATIENTS.size()));
        }
    }

    /** Something is told of a patient. */
    record Tell(int patient) implements Step {
        @Override
        public void in(Story story) {
            story.update(story.patient(patient % Story.PATIENTS.size()));
        }
    }

    /** Two patients are one. */
    record Merge(int survivor, int subsumed) implements Step {
        @Override
        public void in(Story story) {
            story.merge(story.patient(survivor), story.patient(subsumed));
        }
    }

    /** A stored query; what of it the query does not ask for is left out. */
    record Ask(
            Query query,
            ReturnType returnType,
            int patient,
            Set<AvailabilityStatus> status,
            List<Pick> objects,
            boolean byUniqueId,
            Set<AssociationType> types,
            Set<Integer> formats,
            Set<AvailabilityStatus> ofLinks)
            implements Step {
        @Override
        public void in(Story story) {
            boolean unique = takesUniqueIds();
            List<String> named = objects.stream()
                    .limit(query.single() ? 1 : objects.size())
                    .map(pick -> story.registered(pick, this::isOfKind))
                    .map(thing -> thing.map(it -> called(it, unique)).orElse(Story.NOBODY))
                    .distinct()
                    .toList();
            story.ask(new Question(
                    query, returnType, story.patient(patient), status, named, unique, types, takesFormats(), ofLinks));
        }

        private boolean isOfKind(Thing thing) {
            return switch (query) {
                case GetDocuments,
                        GetDocumentsAndAssociations,
                        GetFoldersForDocument,
                        GetRelatedDocuments,
                        FindDocumentsByReferenceId -> thing.isDocument();
                case GetFolders, GetFolderAndContents -> thing.isFolder();
                case GetSubmissionSetAndContents -> thing.isSubmissionSet();
                default -> thing.link() == null;
            };
        }

        private boolean takesUniqueIds() {
            return switch (query) {
                case FindDocumentsByReferenceId -> true;
                case GetAssociations, GetSubmissionSets -> false;
                default -> byUniqueId;
            };
        }

        private static String called(Thing thing, boolean unique) {
            String uniqueId = thing.uniqueId();
            return unique && uniqueId != null ? uniqueId : thing.name();
        }

        private Set<Integer> takesFormats() {
            return switch (query) {
                case FindDocuments,
                        FindDocumentsByReferenceId,
                        GetAll,
                        GetSubmissionSetAndContents,
                        GetFolderAndContents -> formats;
                default -> Set.of();
            };
        }
    }
}
