package jp.go.jica.partnerships.reporting.measure;

/**
 * How a measure counts, in SQL over one row {@code f} of its fact table. {@code :asOf} is the date after which dated facts
 * are ignored; of a period, {@code p.first_day} and {@code p.last_day} are included.
 */
public sealed interface Rule {

    /** Whether the rows of a breakdown by this dimension add up to the total. */
    boolean additiveOver(Dimension dimension, Subject subject);

    /**
     * Records by the day of something that happened.
     *
     * @param date the day when every dated fact counts; null where it has not happened
     * @param dateAsOf the day as of {@code :asOf}
     * @param happenedAsOf whether it had happened as of {@code :asOf}
     */
    record Flow(String date, String dateAsOf, String happenedAsOf) implements Rule {

        /** A flow by a date that itself tells when it became known to have happened. */
        static Flow by(String column) {
            return new Flow("f." + column, "f." + column, "f." + column + " <= :asOf");
        }

        @Override
        public boolean additiveOver(Dimension dimension, Subject subject) {
            return dimension.of(subject).map(column -> !column.several()).orElse(true);
        }
    }

    /** Different values among the records of a flow, the words for a missing value apart. */
    record DistinctInFlow(Flow flow, String value) implements Rule {

        @Override
        public boolean additiveOver(Dimension dimension, Subject subject) {
            return false;
        }
    }

    /** The first day of a flow. */
    record Earliest(Flow flow) implements Rule {

        @Override
        public boolean additiveOver(Dimension dimension, Subject subject) {
            return false;
        }
    }

    /** Records in a state, at the end of the period or at any time in it. */
    record Stock(String condition) implements Rule {

        @Override
        public boolean additiveOver(Dimension dimension, Subject subject) {
            return dimension.of(subject).map(column -> !column.several()).orElse(false);
        }
    }

    /** Different values of an array among the records of a stock, the words for a missing value apart. */
    record DistinctInStock(Stock stock, Dimension of) implements Rule {

        @Override
        public boolean additiveOver(Dimension dimension, Subject subject) {
            return false;
        }
    }
}
