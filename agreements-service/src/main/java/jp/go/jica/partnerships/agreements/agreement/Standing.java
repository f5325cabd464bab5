package jp.go.jica.partnerships.agreements.agreement;

/** Where an agreement stands on a day. */
public enum Standing {
    /** Not signed yet on that day. */
    DRAFT,
    /** Given up before it was signed. */
    CANCELLED,
    /** Signed, and not in effect yet. */
    SIGNED,
    IN_FORCE,
    SUSPENDED,
    /** Its last term is over. */
    EXPIRED,
    TERMINATED,
    /** Its successor has taken effect. */
    SUPERSEDED,
    /** Entered in error: it was never there. */
    ANNULLED
}
