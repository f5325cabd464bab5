package jp.go.jica.partnerships.reporting.statistics;

import jp.go.jica.partnerships.reporting.measure.Condition;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Rule;
import jp.go.jica.partnerships.reporting.measure.Subject;
import org.jspecify.annotations.Nullable;

/**
 * What a measure counts among the facts, by its rule.
 *
 * @param newest whether the answer is about the present rows of the facts
 * @param asksWhy whether all rows of a record are looked at, to tell which condition each of them meets
 */
record FactSql(StatisticsQuery query, boolean newest, boolean asksWhy) {

    /**
     * What records add, one by one.
     *
     * @param n how many it adds
     * @param first the first of the days that it adds them for
     */
    record Each(FactRows rows, String n, String first, String last) {

        static Each on(String day, FactRows rows) {
            return new Each(rows, "1", day, day);
        }
    }

    /** @param counted a dimension whose values are counted, beside those that the question groups by */
    Each each(Subject subject, Rule.Summed rule, @Nullable Dimension counted) {
        if (rule instanceof Rule.Flow flow) {
            return Each.on(flow.dateAsOf(), flow(subject, flow, counted));
        } else if (rule instanceof Rule.Stay stay) {
            return stay(subject, stay);
        }
        return Each.on("least(p.last_day, :asOf)", stock(subject, (Rule.Stock) rule, counted));
    }

    FactRows flow(Subject subject, Rule.Flow flow, @Nullable Dimension counted) {
        String day = flow.dateAsOf();
        FactRows rows = rows(subject, FactRows.Day.of(flow), counted);
        rows.narrow(subject.meetsPeriod());
        flow.happenedAsOf().forEach(rows::require);
        rows.require(new Condition(
                day + " between :start and :end",
                flow.happening() + " in {period}",
                "coalesce('%s on ' || %s || case when %s between :start and :end then '' else ', which is outside {period}' end, 'There is no such day')"
                        .formatted(flow.happening(), day, day)));
        if (!day.equals(flow.date())) {
            // A record without a dated fact after asOf has the day that is stored, and that has an index.
            rows.narrow("(%s between :start and :end or f.last_dated_on > :asOf)".formatted(flow.date()));
        }
        return rows;
    }

    FactRows stock(Subject subject, Rule.Stock stock, @Nullable Dimension counted) {
        // A stock is led by who leads at its end.
        FactRows rows = rows(subject, FactRows.Day.inPeriod("least(p.last_day, :asOf)", "p.fiscal_year"), counted);
        stock.conditions().forEach(rows::require);
        if (stock.days() != null) {
            rows.narrow(stock.days() + " && daterange(:start, :end, '[]')");
        }
        return rows;
    }

    /** Stays as far as they had happened. */
    private Each stay(Subject subject, Rule.Stay stay) {
        String ended = "case when f.ended_on <= :asOf then f.ended_on end";
        boolean days = stay.of() == Rule.Stay.Of.DAYS;
        FactRows rows = rows(
                subject,
                days ? FactRows.Day.eachOfAStay() : FactRows.Day.inPeriod("p.first_day", "fiscal_year(f.arrived_on)"),
                null);
        String arrived = "coalesce('It arrived on ' || f.arrived_on, 'No arrival is recorded')";
        String left = "coalesce('It ended on ' || (%s), 'No end is recorded')".formatted(ended);
        rows.require(new Condition("f.arrived_on <= :asOf", "It arrived, on {asOf} at the latest", arrived));
        rows.require(new Condition(
                "coalesce(%s, 'infinity') >= p.first_day".formatted(ended), "It had not ended before {period}", left));
        rows.require(new Condition(
                "p.first_day <= :asOf", "The period had begun on {asOf}", "'The period begins on ' || p.first_day"));
        // A stay that counts began before the period was over, and the day of arrival has an index.
        rows.narrow("f.arrived_on <= :end");
        if (!days) {
            rows.require(new Condition("f.arrived_on < p.first_day", "It arrived before {period}", arrived));
            return Each.on("p.first_day", rows);
        }
        String last = "least(p.last_day, :asOf, %s%s)".formatted(ended, rows.splitsByOffice() ? ", led.until" : "");
        String first = "greatest(p.first_day, f.arrived_on%s)".formatted(rows.splitsByOffice() ? ", led.since" : "");
        rows.require(new Condition(
                "%s >= %s".formatted(last, first),
                rows.splitsByOffice()
                        ? "Days of it lie in {period} while one of these offices led"
                        : "Days of it lie in {period}",
                arrived + " || '; ' || " + left));
        return new Each(rows, "%s - %s + 1".formatted(last, first), first, last);
    }

    private FactRows rows(Subject subject, FactRows.Day day, @Nullable Dimension counted) {
        return new FactRows(query, newest, asksWhy, subject, day, counted);
    }
}
