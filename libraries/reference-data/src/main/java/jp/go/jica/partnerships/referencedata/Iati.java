package jp.go.jica.partnerships.referencedata;

/** The codes of the IATI Standard that are chosen by program code, by their names there; each is in its {@link IatiCodelist}. */
public final class Iati {

    /** JICA's identifier as a reporting organisation: agency 8 of donor 701, Japan, in the agency list of the OECD DAC. */
    public static final String JICA = "XM-DAC-701-8";

    private Iati() {}

    /** {@code activity-status}. */
    public enum ActivityStatus {
        PIPELINE_IDENTIFICATION("1"),
        IMPLEMENTATION("2"),
        FINALISATION("3"),
        CLOSED("4"),
        CANCELLED("5"),
        SUSPENDED("6");

        private final String code;

        ActivityStatus(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** {@code activity-date/@type}. */
    public enum ActivityDateType {
        PLANNED_START("1"),
        ACTUAL_START("2"),
        PLANNED_END("3"),
        ACTUAL_END("4");

        private final String code;

        ActivityDateType(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** {@code participating-org/@role}. */
    public enum OrganisationRole {
        FUNDING("1"),
        ACCOUNTABLE("2"),
        EXTENDING("3"),
        IMPLEMENTING("4");

        private final String code;

        OrganisationRole(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** {@code related-activity/@type}. */
    public enum RelatedActivityType {
        PARENT("1"),
        CHILD("2"),
        SIBLING("3"),
        CO_FUNDED("4"),
        THIRD_PARTY("5");

        private final String code;

        RelatedActivityType(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** {@code result/@type}. */
    public enum ResultType {
        OUTPUT("1"),
        OUTCOME("2"),
        IMPACT("3"),
        OTHER("9");

        private final String code;

        ResultType(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
