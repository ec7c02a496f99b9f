package dev.xdsi.consumer.portal;

import dev.xdsi.consumer.partner.PartnerException;
import dev.xdsi.consumer.retrieval.ImageFetch;
import dev.xdsi.consumer.retrieval.ImageFetches;
import dev.xdsi.consumer.retrieval.RetrievalException;
import dev.xdsi.consumer.retrieval.Via;
import dev.xdsi.consumer.studies.FindStudies;
import dev.xdsi.consumer.studies.SharedStudies;
import dev.xdsi.consumer.studies.SharedStudy;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /api/studies/{studyInstanceUID}/zip?patient=…&via=…&document=…}: a shared study's images, streamed. The study is
 * looked up again for its patient, so that nobody gets by its UID alone what is not shared with him.
 */
public final class StudyZipServlet extends ApiServlet {
    private static final Logger LOG = LoggerFactory.getLogger(StudyZipServlet.class);
    private static final Pattern PATH = Pattern.compile("/([0-9.]{1,64})/zip");

    private final transient FindStudies findStudies;
    private final transient ImageFetches fetches;

    public StudyZipServlet(FindStudies findStudies, ImageFetches fetches, Supplier<UUID> errorIds) {
        super(errorIds);
        this.findStudies = findStudies;
        this.fetches = fetches;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws ApiRefusal, IOException {
        Matcher path = PATH.matcher(String.valueOf(request.getPathInfo()));
        if (!path.matches()) {
            throw new ApiRefusal(HttpServletResponse.SC_NOT_FOUND, "There is nothing at this address.");
        }
        QueryString query = QueryString.of(request);
        PatientId patient = patient(query);
        Optional<ImageFetch> asked = fetch(query.parameter("via"));
        Caller caller = caller(request, patient);
        SharedStudies found = findStudies.inCommunities(homes(request, patient, path.group(1)), patient, caller);
        SharedStudy study = study(found, path.group(1), query.parameter("document"));
        ImageFetch fetch = asked.isPresent() ? asked.get() : fetches.preferred(study.manifest());
        try (StudyZip zip = new StudyZip(study.manifest(), response)) {
            fetch.fetch(study.manifest(), caller, zip);
            zip.finish();
        } catch (PartnerException failed) {
            throw broken(failed, failed.getMessage());
        } catch (RetrievalException lost) {
            throw broken(lost, lost.getMessage());
        } catch (IOException brokenOff) {
            throw broken(brokenOff, "The images broke off on their way.");
        }
    }

    /** Whoever was shown the study need not wait for the communities that do not have it. */
    private static Set<String> homes(HttpServletRequest request, PatientId patient, String studyInstanceUID) {
        return PortalDoor.session(request)
                .shown(studyInstanceUID)
                .filter(shown -> shown.patient().equals(patient))
                .map(Session.Shown::homes)
                .orElse(Set.of());
    }

    private Optional<ImageFetch> fetch(Optional<String> via) throws ApiRefusal {
        Optional<ImageFetch> known = via.flatMap(Via::ofWord).map(fetches::by);
        if (via.isPresent() && known.isEmpty()) {
            throw new ApiRefusal(HttpServletResponse.SC_BAD_REQUEST, "Images come via rad69, wado-rs or wado-uri.");
        }
        return known;
    }

    private static SharedStudy study(SharedStudies found, String studyInstanceUID, Optional<String> document)
            throws ApiRefusal {
        Optional<SharedStudy> study = found.studies().stream()
                .filter(one -> one.studyInstanceUID().equals(studyInstanceUID))
                .filter(one -> document.isEmpty() || document.get().equals(one.documentUniqueId()))
                .findFirst();
        if (study.isPresent()) {
            return study.get();
        }
        throw found.problems().isEmpty()
                ? new ApiRefusal(HttpServletResponse.SC_NOT_FOUND, "No such study is shared of this patient.")
                : new ApiRefusal(HttpServletResponse.SC_BAD_GATEWAY, String.join(" ", found.problems()));
    }

    private static ApiRefusal broken(Exception reason, @Nullable String sentence) {
        LOG.warn("A study's images did not all come", reason);
        return new ApiRefusal(HttpServletResponse.SC_BAD_GATEWAY, String.valueOf(sentence));
    }
}
