package jp.go.jica.partnerships.agreements.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.go.jica.partnerships.agreements.agreement.Agreement;
import jp.go.jica.partnerships.agreements.agreement.Agreements;
import jp.go.jica.partnerships.agreements.agreement.Terms;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.Tokyo;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Transp;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/** The days of an office's agreements that somebody has to think of, as iCalendar (RFC 5545): ends and deadlines of notice. */
@ApplicationScoped
public class OfficeCalendar {

    private static final Period BACK = Period.ofMonths(3);
    private static final Period AHEAD = Period.ofYears(5);

    private final Agreements agreements;
    private final Clock clock;

    public OfficeCalendar(Agreements agreements, Clock clock) {
        this.agreements = agreements;
        this.clock = clock;
    }

    /** The calendar of some offices, from three months ago to five years ahead. */
    public String of(List<OfficeCode> offices) {
        Calendar calendar = new Calendar();
        calendar.add(new ProdId("-//JICA//Partnerships//EN"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(new XProperty("X-WR-CALNAME", "Agreements / 連携協定"));
        LocalDate today = Tokyo.today(clock);
        agreements.eachRunning(
                offices, agreement -> days(agreement, today).forEach(day -> calendar.add(event(agreement, day))));
        return calendar.toString();
    }

    /**
     * A day of an agreement.
     *
     * @param kind a word that, with the agreement and the day, makes it the same event whenever it is asked for
     */
    private record Day(String kind, LocalDate on, String summary) {}

    private static List<Day> days(Agreement agreement, LocalDate today) {
        List<Day> days = new ArrayList<>();
        LocalDate from = today.minus(BACK);
        LocalDate until = today.plus(AHEAD);
        String number = agreement.details().agreementNumber();
        agreement
                .expiry()
                .filter(end -> !end.isBefore(from) && !end.isAfter(until))
                .ifPresent(end -> days.add(new Day("end", end, "Agreement %s ends / 協定 %1$s 終了".formatted(number))));
        Optional<Terms.Term> term = agreement.termOn(
                from.isBefore(agreement.details().effectiveFrom())
                        ? agreement.details().effectiveFrom()
                        : from);
        while (term.isPresent() && !term.get().from().isAfter(until)) {
            LocalDate deadline = agreement.noticeDeadline(term.get());
            if (deadline != null && !deadline.isBefore(from) && !deadline.isAfter(until)) {
                days.add(new Day(
                        "notice",
                        deadline,
                        "Last day of notice for agreement %s / 協定 %1$s 更新拒絶の通知期限".formatted(number)));
            }
            term = agreement.termAfter(term.get());
        }
        return days;
    }

    private static VEvent event(Agreement agreement, Day day) {
        VEvent event = new VEvent(day.on(), day.summary());
        event.add(new Uid("%s-%s-%s@partnerships.jica.go.jp".formatted(agreement.id(), day.kind(), day.on())));
        // The same text for the same agreement, whenever it is asked for.
        event.replace(new DtStamp(agreement.recordedAt()));
        event.add(new Sequence(agreement.version()));
        event.add(new Transp(Transp.VALUE_TRANSPARENT));
        event.add(new Description("%s / %s"
                .formatted(
                        agreement.details().title().en(),
                        agreement.details().title().ja())));
        return event;
    }
}
