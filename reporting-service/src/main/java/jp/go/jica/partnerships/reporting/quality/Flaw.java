package jp.go.jica.partnerships.reporting.quality;

import java.util.Locale;
import java.util.function.UnaryOperator;
import jp.go.jica.partnerships.referencedata.Label;
import jp.go.jica.partnerships.reporting.measure.Subject;

/**
 * What may be missing or odd in a record, as a condition over one row {@code f} of its facts. A record that was entered in error
 * or given up before anything was decided has no days, and is no flaw. {@code :asOf} is the day on which it is looked at.
 */
// Labels are records of texts; the checker believes only its own annotation.
@SuppressWarnings("ImmutableEnumChecker")
public enum Flaw {
    PARTICIPATION_COUNTRY_MISSING(
            Subject.PARTICIPATION,
            "f.accepted_on is not null and f.country = 'ZZ'",
            new Label("Accepted without a sending country", "派遣国のない受入")),
    PARTICIPATION_CODE_UNKNOWN(
            Subject.PARTICIPATION, """
            f.accepted_on is not null
            and ('UNKNOWN' in (f.country, f.nationality, f.sex, f.age_band, f.occupation, f.organisation_type)
                 or 'UNKNOWN' = any(f.local_governments))""", new Label("Accepted with a code that is not known here", "不明なコードのある受入")),
    PARTICIPATION_PROGRAM_UNKNOWN(
            Subject.PARTICIPATION, """
            f.accepted_on is not null
            and not exists (select 1 from program_fact program where program.program_id = f.program_id and {program is known})""", new Label("Accepted into a program of which nothing is known", "案件情報のない受入")),
    PARTICIPATION_START_OVERDUE(
            Subject.PARTICIPATION,
            """
            f.accepted_on <= :asOf and f.arrived_on is null and f.cancelled_on is null and f.no_show_on is null
            and coalesce(f.run_planned_start, f.planned_start) < :asOf""",
            new Label("Neither arrived nor cancelled though the run has begun", "開始日を過ぎて到着の記録がない受入")),
    PARTICIPATION_END_OVERDUE(
            Subject.PARTICIPATION,
            "f.arrived_on <= :asOf and f.ended_on is null and f.planned_end < :asOf",
            new Label("Not ended though its planned end is over", "終了予定日を過ぎて終了の記録がない受入")),
    PROGRAM_COUNTRY_MISSING(
            Subject.PROGRAM,
            "f.last_dated_on is not null and f.countries = '{ZZ}'",
            new Label("Program without a country", "対象国のない案件")),
    PROGRAM_OFFICE_MISSING(
            Subject.PROGRAM,
            "f.adopted_on is not null and 'UNASSIGNED' = any(f.led_by)",
            new Label("Adopted program without a lead office", "主管機関のない採択案件")),
    PROGRAM_CODE_UNKNOWN(Subject.PROGRAM, """
            f.proposed_on is not null
            and ('UNKNOWN' in (f.scheme, f.kind, f.facility, f.delivery, f.thematic_field)
                 or 'UNKNOWN' = any(f.led_by || f.cooperating_offices || f.countries || f.sectors
                                    || f.local_governments || f.sdg_goals))""", new Label("Program with a code that is not known here", "不明なコードのある案件")),
    PROGRAM_END_OVERDUE(
            Subject.PROGRAM, """
            f.started_on <= :asOf and f.completed_on is null and f.cancelled_on is null and f.planned_end < :asOf""", new Label("Program not ended though its planned end is over", "終了予定日を過ぎて終了の記録がない案件")),
    AGREEMENT_PARTY_NOT_LOCAL(
            Subject.AGREEMENT,
            "f.signed_on is not null and f.local_governments = '{NONE}'",
            new Label("Signed agreement without a local government", "自治体の当事者のない協定")),
    AGREEMENT_CODE_UNKNOWN(
            Subject.AGREEMENT, """
            f.signed_on is not null
            and ('UNKNOWN' in (f.agreement_type, f.lead_office)
                 or 'UNKNOWN' = any(f.countries || f.cooperation_fields || f.local_governments))""", new Label("Signed agreement with a code that is not known here", "不明なコードのある協定")),
    PARTICIPATION_DATED_LATER(Subject.PARTICIPATION, "f.last_dated_on > :asOf", datedLater("Participation", "受入")),
    PROGRAM_DATED_LATER(Subject.PROGRAM, "f.last_dated_on > :asOf", datedLater("Program", "案件")),
    AGREEMENT_DATED_LATER(Subject.AGREEMENT, "f.last_dated_on > :asOf", datedLater("Agreement", "協定")),
    PARTICIPATION_RECORDED_LATE(Subject.PARTICIPATION, recordedLate("f.accepted_on"), late("Participation", "受入")),
    PROGRAM_RECORDED_LATE(Subject.PROGRAM, recordedLate("f.proposed_on"), late("Program", "案件")),
    AGREEMENT_RECORDED_LATE(Subject.AGREEMENT, recordedLate("f.signed_on"), late("Agreement", "協定"));

    private final Subject subject;
    private final String condition;
    private final Label label;

    Flaw(Subject subject, String condition, Label label) {
        this.subject = subject;
        this.condition = condition;
        this.label = label;
    }

    /** {@code participation-country-missing}: stable for ever. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Subject subject() {
        return subject;
    }

    /**
     * The condition in SQL.
     *
     * @param isKnown the rows of a fact that are looked at, by its alias
     */
    String condition(UnaryOperator<String> isKnown) {
        return condition
                .replace("{program is known}", isKnown.apply("program"))
                .replace("{aggregate}", subject.name().toLowerCase(Locale.ROOT));
    }

    public Label label() {
        return label;
    }

    /** Whoever enters records of the past means to; on from a quarter, what reports said in between was wrong. */
    private static String recordedLate(String day) {
        return """
                exists (select 1 from folded_event event
                        where event.aggregate_type = '{aggregate}' and event.aggregate_id = f.{aggregate}_id
                          and event.aggregate_version = 1
                          and (event.recorded_at at time zone 'Asia/Tokyo')::date > %s + 90)""".formatted(day);
    }

    private static Label late(String en, String ja) {
        return new Label(en + " first recorded more than 90 days after its first day", "90日を超えて記録された" + ja);
    }

    private static Label datedLater(String en, String ja) {
        return new Label(en + " with a day that is still to come", "将来の日付のある" + ja);
    }
}
