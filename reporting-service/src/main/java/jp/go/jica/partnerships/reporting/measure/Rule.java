package jp.go.jica.partnerships.reporting.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a measure counts, in SQL over one row {@code f} of its fact table. {@code :asOf} is the date after which dated facts
 * are ignored; of a period, {@code p.first_day} and {@code p.last_day} are included.
 */
public sealed interface Rule {

    /** Whether the rows of a breakdown by this dimension add up to the total. */
    boolean additiveOver(Dimension dimension, Subject subject);

    /** A rule whose figures are sums of what each record gives. */
    sealed interface Summed extends Rule {}

    /**
     * Records by the day of something that happened.
     *
     * @param each a column with several such days, one of which stands in {@code happened.day}; null where there is one
     * @param date the day when every dated fact counts; null where it has not happened
     * @param dateAsOf the day as of {@code :asOf}
     * @param happenedAsOf what makes it happened as of {@code :asOf}
     * @param happening what is said of the day: It was signed
     */
    record Flow(@Nullable String each, String date, String dateAsOf, List<Condition> happenedAsOf, String happening)
            implements Summed {

        /** A flow by a date that itself tells when it became known to have happened. */
        static Flow by(String column) {
            return dated(null, "f." + column, wasDone(column));
        }

        /** A flow of something that happens several times, each of which counts. */
        static Flow byEach(String column) {
            return dated(column, "happened.day", wasDone(column));
        }

        static Flow dated(@Nullable String each, String date, String happening) {
            return new Flow(
                    each,
                    date,
                    date,
                    List.of(Condition.happened(date, happening, "Nothing of it is recorded")),
                    happening);
        }

        private static String wasDone(String column) {
            return "It was " + column.replace("_on", "");
        }

        @Override
        public boolean additiveOver(Dimension dimension, Subject subject) {
            return isOneEach(dimension, subject);
        }
    }

    /** Something that lasts from one day to another, both included, as cells count it: in each fiscal year apart. */
    sealed interface Lasting {

        /** Its first day. */
        String begun();

        /** Its last day, null while it lasts. */
        String ended();

        /** The first fiscal year in which it counts. */
        default String firstYear() {
            return "fiscal_year(%s)".formatted(begun());
        }

        /**
         * What it counts in fiscal years: a SELECT of the year, the lead office and a number.
         *
         * @param years some of its years, as a table
         * @param until its last day as far as it is known
         * @param today the last day of which anything is known
         * @param condition what else must hold
         */
        String byYear(String years, String until, String today, String condition);

        /** The same of one that has ended, in all its years and with all that is known. */
        default String byYear(String condition) {
            String years = "generate_series(%s, fiscal_year(%s))".formatted(firstYear(), ended());
            return byYear(years, ended(), "'infinity'::date", condition);
        }
    }

    /** Stays, from {@code arrived_on} to {@code ended_on}, which is null until then; both days are part of it. */
    record Stay(Of of) implements Summed, Lasting {

        /** What is counted of a stay. */
        public enum Of {
            /** Its days in the period, each for the office that led on it. */
            DAYS,
            /** That it had begun before the period and went on into it; for the office that led on the first day. */
            FIRST_DAY
        }

        @Override
        public boolean additiveOver(Dimension dimension, Subject subject) {
            return isOneEach(dimension, subject) && (of == Of.DAYS || !dimension.isTime());
        }

        @Override
        public String begun() {
            return "f.arrived_on";
        }

        @Override
        public String ended() {
            return "f.ended_on";
        }

        @Override
        public String firstYear() {
            return of == Of.FIRST_DAY ? "fiscal_year(f.arrived_on) + 1" : Lasting.super.firstYear();
        }

        @Override
        public String byYear(String years, String until, String today, String condition) {
            return switch (of) {
                case FIRST_DAY -> """
                        select year, office_on(f.led_by, f.led_from, make_date(year, 4, 1)), 1
                        from %s as year
                        where %s""".formatted(years, condition);
                case DAYS -> """
                        select year, led.office, days.n
                        from %1$s as year
                        cross join lateral led_spans(f.led_by, f.led_from) as led
                        cross join lateral (
                            select least(%2$s, make_date(year + 1, 3, 31), led.until)
                                 - greatest(f.arrived_on, make_date(year, 4, 1), led.since) + 1) as days(n)
                        where days.n > 0 and %3$s""".formatted(years, until, condition);
            };
        }
    }

    /**
     * Records in a state, at the end of the period or at any time in it.
     *
     * @param days a range that has an index and meets the period's days whenever the conditions hold; null where there is none
     * @param lasting the same of whole fiscal years, where cells count it
     */
    record Stock(
            List<Condition> conditions,
            @Nullable String days,
            @Nullable Lasting lasting) implements Summed {

        Stock(List<Condition> conditions, String days) {
            this(conditions, days, null);
        }

        @Override
        public boolean additiveOver(Dimension dimension, Subject subject) {
            return isOneEach(dimension, subject) && !dimension.isTime();
        }
    }

    /** That something was in a state on any day of the year; for the office that led at the end of it. */
    record InState(String begun, String ended) implements Lasting {

        @Override
        public String byYear(String years, String until, String today, String condition) {
            return """
                    select year, office_on(f.led_by, f.led_from, least(make_date(year + 1, 3, 31), %2$s)), 1
                    from %1$s as year
                    where %3$s <= %2$s and %4$s""".formatted(years, today, begun, condition);
        }
    }

    /** What several rules count, together. */
    record Together(List<Summed> parts) implements Summed {

        @Override
        public boolean additiveOver(Dimension dimension, Subject subject) {
            return parts.stream().allMatch(part -> part.additiveOver(dimension, subject));
        }
    }

    /**
     * Different values among the records of a flow or a stock, the words for a missing value apart.
     *
     * @param of the values
     * @param column of the fact where the values are no dimension
     */
    record Distinct(
            Summed among, @Nullable Dimension of, @Nullable String column) implements Rule {

        static Distinct of(Summed among, Dimension of) {
            return new Distinct(among, of, null);
        }

        static Distinct of(Summed among, String column) {
            return new Distinct(among, null, column);
        }

        @Override
        public boolean additiveOver(Dimension dimension, Subject subject) {
            return false;
        }
    }

    /** How many of all there are, as a share. */
    record Share(Distinct counted, int all) implements Rule {

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

    private static boolean isOneEach(Dimension dimension, Subject subject) {
        return dimension.of(subject).map(column -> !column.several()).orElse(true);
    }
}
