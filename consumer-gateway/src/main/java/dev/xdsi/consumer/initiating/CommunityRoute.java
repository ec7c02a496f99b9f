package dev.xdsi.consumer.initiating;

import dev.xdsi.consumer.community.LocalCommunity;
import dev.xdsi.consumer.consolidation.DividedRetrieve.Destination;
import dev.xdsi.consumer.consolidation.DividedRetrieve.Nowhere;
import dev.xdsi.consumer.consolidation.DividedRetrieve.Route;
import dev.xdsi.consumer.consolidation.DividedRetrieve.To;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which community a document is asked from (ITI TF-2: 3.43.4.1.3, RAD TF-2: 4.69.4.1.3): the one that its HomeCommunityId names. Without
 * one it is of this community, if this community has the repository.
 *
 * @param isHere whether a repositoryUniqueId is of this community
 * @param within where in this community a document is
 * @param across how another community is asked, if it can be
 */
record CommunityRoute<Q>(
        LocalCommunity local,
        OtherCommunities others,
        Predicate<String> isHere,
        Route<Q> within,
        Function<OtherCommunity, Optional<? extends Destination<Q>>> across)
        implements Route<Q> {

    static CommunityRoute<RetrieveDocumentSetRequest> documents(LocalCommunity local, OtherCommunities others) {
        return new CommunityRoute<>(
                local,
                others,
                local::hasRepository,
                local::repositoryOf,
                other -> Optional.of(new To<>(other.retrieve())));
    }

    static CommunityRoute<RetrieveImagingDocumentSetRequest> images(LocalCommunity local, OtherCommunities others) {
        return new CommunityRoute<>(
                local,
                others,
                local::hasImagingSource,
                local::imagingSourceOf,
                other -> other.retrieveImages().map(images -> new To<>(images, ForeignInstances.CHECKED)));
    }

    @Override
    public Destination<Q> of(DocumentRequest document) {
        String home = document.homeCommunityId();
        if (home == null || home.isEmpty()) {
            return isHere.test(document.repositoryUniqueId())
                    ? within.of(document)
                    : nowhere(
                            ErrorCode.XDSMissingHomeCommunityId,
                            document.repositoryUniqueId()
                                    + " is no repository of this community, and no HomeCommunityId says whose",
                            document);
        }
        if (home.equals(local.home().urn())) {
            return within.of(document);
        }
        Optional<OtherCommunity> other = others.of(home);
        if (other.isEmpty()) {
            return nowhere(ErrorCode.XDSUnknownCommunity, "no such community is known here: " + home, document);
        }
        Optional<? extends Destination<Q>> way = across.apply(other.get());
        return way.isPresent()
                ? way.get()
                : nowhere(
                        ErrorCode.XDSUnavailableCommunity,
                        other.get().remote().name() + " (" + home + ") has no imaging gateway that we know",
                        document);
    }

    private Destination<Q> nowhere(ErrorCode code, String reason, DocumentRequest document) {
        return new Nowhere<>(XdsError.of(code, reason + "; " + document.documentUniqueId()));
    }
}
