package dev.xdsi.consent;

import dev.xdsi.disclosure.Resource;
import dev.xdsi.model.Code;
import dev.xdsi.transaction.Caller.User;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A Patient Privacy Policy of the affinity domain (ITI TF-1: 19.2.1) by what it means. Codes are {@code code^^codingScheme}. */
public sealed interface Policy {
    /** What a policy says about one disclosure. */
    enum Effect {
        PERMIT,
        DENY,
        SILENT
    }

    Effect effect(@Nullable User user, Resource resource, Set<String> treatingRoles);

    /** Treating staff may see what there is; about others it says nothing. */
    record ShareWithTreatingStaff() implements Policy {
        @Override
        public Effect effect(@Nullable User user, Resource resource, Set<String> treatingRoles) {
            return user != null && anyOf(user.affiliation().roles(), treatingRoles) ? Effect.PERMIT : Effect.SILENT;
        }
    }

    /** Users of the named organisations may see what there is, nobody else anything. */
    record OnlyOrganisations(Set<String> organizationIds) implements Policy {
        public OnlyOrganisations {
            organizationIds = Set.copyOf(organizationIds);
        }

        @Override
        public Effect effect(@Nullable User user, Resource resource, Set<String> treatingRoles) {
            String organization = user == null ? null : user.affiliation().organizationId();
            return organization != null && organizationIds.contains(organization) ? Effect.PERMIT : Effect.DENY;
        }
    }

    /** Documents of these classes are not shared. */
    record NotClassCodes(Set<String> classCodes) implements Policy {
        public NotClassCodes {
            classCodes = Set.copyOf(classCodes);
        }

        @Override
        public Effect effect(@Nullable User user, Resource resource, Set<String> treatingRoles) {
            Code classCode = resource.classCode();
            return classCode != null && classCodes.contains(classCode.coded()) ? Effect.DENY : Effect.SILENT;
        }
    }

    /** Documents with any of these confidentiality codes are not shared. */
    record NotConfidentialityCodes(Set<String> confidentialityCodes) implements Policy {
        public NotConfidentialityCodes {
            confidentialityCodes = Set.copyOf(confidentialityCodes);
        }

        @Override
        public Effect effect(@Nullable User user, Resource resource, Set<String> treatingRoles) {
            return anyOf(resource.confidentialityCodes(), confidentialityCodes) ? Effect.DENY : Effect.SILENT;
        }
    }

    /** Nothing is shared, but in an emergency. */
    record EmergencyOnly() implements Policy {
        @Override
        public Effect effect(@Nullable User user, Resource resource, Set<String> treatingRoles) {
            return Effect.DENY;
        }
    }

    /** Codes mean the same whatever their display names. */
    static boolean anyOf(Collection<Code> codes, Set<String> coded) {
        return codes.stream().anyMatch(code -> coded.contains(code.coded()));
    }
}
