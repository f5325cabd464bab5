package jp.go.jica.partnerships.participants.participant;

/** Why a person's data is erased. */
public enum ErasureReason {
    /** The person asked for it. */
    DATA_SUBJECT_REQUEST,
    /** The time for which it may be kept is over. */
    RETENTION_EXPIRED,
    /** It was kept without a right to. */
    UNLAWFUL_PROCESSING,
    /** A court or an authority ordered it. */
    LEGAL_ORDER
}
