package jp.go.jica.partnerships.reporting.statistics;

import java.util.Locale;

/** Which office and which country a figure counts for where there is more than one answer. */
public record Basis(Succession office, CountryBasis country, Succession formerCountries) {

    /** As it was recorded, by sending country. */
    public static final Basis RECORDED = new Basis(Succession.RECORDED, CountryBasis.SENDING, Succession.RECORDED);

    /** Under which code something counts that has become something else. */
    public enum Succession {
        /** Its own: JICA Hyogo stays JICA Hyogo, Zaire stays Zaire. */
        RECORDED,
        /**
         * That of what it became: JICA Hyogo counts for JICA Kansai, Zaire for the Congo. A country that split became no one
         * country and stays.
         */
        SUCCESSOR;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
