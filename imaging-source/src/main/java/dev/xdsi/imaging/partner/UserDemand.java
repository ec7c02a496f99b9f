package dev.xdsi.imaging.partner;

/** What is made of the users whom peers name by User Identity Negotiation (PS3.7 D.3.3.7). */
public enum UserDemand {
    /** What is said of a user is not looked at. */
    OFF,
    /** A user may be proven; an identity that is not in order is refused all the same. */
    ACCEPTED,
    /** Nobody queries and retrieves but for a user who is proven. */
    REQUIRED
}
