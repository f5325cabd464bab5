package jp.go.jica.partnerships.participants.participation;

/** Why a record should never have been; a code, as all reasons about persons are. */
public enum AnnulmentReason {
    WRONG_PERSON,
    WRONG_RUN,
    ENTERED_TWICE,
    NEVER_HAPPENED,
    OTHER
}
