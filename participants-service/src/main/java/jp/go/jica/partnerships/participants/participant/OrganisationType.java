package jp.go.jica.partnerships.participants.participant;

/** What kind of organisation sends a person. */
public enum OrganisationType {
    GOVERNMENT,
    LOCAL_GOVERNMENT,
    COMPANY,
    NGO,
    ACADEMIC,
    OTHER
}
