package jp.go.jica.partnerships.participants.participation;

/** Why no country sends a person ({@code ZZ}). A code, since it goes into events, where no words about a person may stand. */
public enum SendingCountryReason {
    INTERNATIONAL_ORGANISATION,
    STATELESS,
    NOT_RECORDED,
    OTHER
}
