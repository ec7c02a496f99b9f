package dev.xdsi.consumer.portal;

import org.jspecify.annotations.Nullable;

/** What people call the communities that share studies. */
@FunctionalInterface
public interface CommunityNames {
    /** The name; empty for this community itself. */
    String nameOf(@Nullable String homeCommunityId);
}
