package jp.go.jica.partnerships.reporting.measure;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.referencedata.Label;

/** Every figure that can be asked for, with the one definition that cells, reports and statistics share. */
// Rules and labels are records of texts; the checker believes only its own annotation.
@SuppressWarnings("ImmutableEnumChecker")
public enum Measure {
    PARTICIPATIONS_ACCEPTED(
            "participationsAccepted",
            Subject.PARTICIPATION,
            Rules.ACCEPTED,
            "Participations accepted",
            "受入人数(延べ)",
            "People accepted into a run, by the day on which their participation starts: the planned day until they have"
                    + " arrived. Whoever cancelled or did not come is left out. One person in two runs counts twice."),
    PARTICIPATIONS_COMPLETED(
            "participationsCompleted",
            Subject.PARTICIPATION,
            Rule.Flow.by("completed_on"),
            "Participations completed",
            "修了人数(延べ)",
            "Participations by the day on which they were completed."),
    PARTICIPATIONS_WITHDRAWN(
            "participationsWithdrawn",
            Subject.PARTICIPATION,
            Rule.Flow.by("withdrawn_on"),
            "Participations withdrawn",
            "途中帰国人数(延べ)",
            "Participations that ended early, by the day on which they did."),
    PARTICIPATIONS_CONTINUING(
            "participationsContinuing",
            Subject.PARTICIPATION,
            Rules.CONTINUING,
            "Participations continuing",
            "前年度からの継続人数(延べ)",
            "Participations that started before the period and had not ended before it; for the office that led on its first"
                    + " day. A period that has not begun on asOf has none."),
    PARTICIPATIONS_ACTIVE(
            "participationsActive",
            Subject.PARTICIPATION,
            new Rule.Together(List.of(Rules.ACCEPTED, Rules.CONTINUING)),
            "Participations active",
            "在籍人数(延べ)",
            "Participations accepted in the period, and those that continue from before."),
    PERSON_DAYS(
            "personDays",
            Subject.PARTICIPATION,
            new Rule.Stay(Rule.Stay.Of.DAYS),
            "Person-days",
            "延べ日数",
            "Days from the arrival to the end, both included, that lie in the period, at most to asOf; each day counts for the"
                    + " office that led on it. Whose end is not recorded is still there."),
    PERSONS(
            "persons",
            Subject.PARTICIPATION,
            Rule.Distinct.of(Rules.ACCEPTED, "person_id"),
            "Persons",
            "実人数",
            "Different persons among the participations accepted in the period; records that were merged are one person."),
    COUNTRIES(
            "countries",
            Subject.PARTICIPATION,
            Rule.Distinct.of(Rules.ACCEPTED, Dimension.COUNTRY),
            "Sending countries",
            "国・地域数",
            "Different sending countries among the participations accepted in the period."),
    PROGRAMS_PROPOSED(
            "programsProposed",
            Subject.PROGRAM,
            Rule.Flow.by("proposed_on"),
            "Programs proposed",
            "提案件数",
            "Programs by the day on which they were proposed."),
    PROGRAMS_ADOPTED(
            "programsAdopted",
            Subject.PROGRAM,
            Rule.Flow.by("adopted_on"),
            "Programs adopted",
            "採択件数",
            "Programs by the day on which they were adopted."),
    PROGRAMS_REJECTED(
            "programsRejected",
            Subject.PROGRAM,
            Rule.Flow.by("rejected_on"),
            "Programs rejected",
            "不採択件数",
            "Programs by the day on which their proposal was rejected."),
    PROGRAMS_WITHDRAWN(
            "programsWithdrawn",
            Subject.PROGRAM,
            Rule.Flow.by("withdrawn_on"),
            "Programs withdrawn",
            "取下げ件数",
            "Programs by the day on which their proposer took them back."),
    PROGRAMS_CONTRACTED(
            "programsContracted",
            Subject.PROGRAM,
            Rule.Flow.by("contracted_on"),
            "Programs contracted",
            "契約件数",
            "Programs by the day of their contract."),
    PROGRAMS_STARTED(
            "programsStarted",
            Subject.PROGRAM,
            Rule.Flow.by("started_on"),
            "Programs started",
            "開始件数",
            "Programs by the day on which they started."),
    PROGRAMS_COMPLETED(
            "programsCompleted",
            Subject.PROGRAM,
            Rule.Flow.by("completed_on"),
            "Programs completed",
            "終了件数",
            "Programs by the day on which they were completed."),
    PROGRAMS_CANCELLED(
            "programsCancelled",
            Subject.PROGRAM,
            Rule.Flow.by("cancelled_on"),
            "Programs cancelled",
            "中止件数",
            "Programs by the day on which they were given up before their completion."),
    PROGRAMS_ACTIVE(
            "programsActive",
            Subject.PROGRAM,
            new Rule.Stock(
                    List.of(
                            new Condition(
                                    "f.started_on <= least(p.last_day, :asOf)",
                                    "It had started by the end of {period} and by {asOf}",
                                    "coalesce('It was started on ' || f.started_on, 'It has not started')"),
                            Rules.BEGUN,
                            Condition.notHappened(
                                    "f.completed_on",
                                    " or f.completed_on >= p.first_day",
                                    "It was not completed before {period}",
                                    "It was completed"),
                            Condition.notHappened(
                                    "f.cancelled_on",
                                    " or f.cancelled_on >= p.first_day",
                                    "It was not cancelled before {period}",
                                    "It was cancelled")),
                    "days_active(f.started_on, f.completed_on, f.cancelled_on)",
                    new Rule.InState("f.started_on", "least(f.completed_on, f.cancelled_on)")),
            "Programs active",
            "実施中件数",
            "Programs that were being carried out on any day of the period: started and neither completed nor"
                    + " cancelled before it."),
    AGREEMENTS_SIGNED(
            "agreementsSigned",
            Subject.AGREEMENT,
            Rules.SIGNED,
            "Agreements signed",
            "協定締結件数",
            "Agreements by the day on which they were signed; an agreement with two parties is one."),
    AGREEMENTS_RENEWED(
            "agreementsRenewed",
            Subject.AGREEMENT,
            Rule.Flow.byEach("renewed_on"),
            "Agreements renewed",
            "協定更新件数",
            "Renewals, agreed or automatic, by the first day of the term that they add; each counts."),
    AGREEMENTS_AMENDED(
            "agreementsAmended",
            Subject.AGREEMENT,
            Rule.Flow.byEach("amended_on"),
            "Agreements amended",
            "協定変更件数",
            "Amendments, by the day on which they were agreed; each counts."),
    AGREEMENTS_TERMINATED(
            "agreementsTerminated",
            Subject.AGREEMENT,
            Rule.Flow.by("terminated_on"),
            "Agreements terminated",
            "協定解約件数",
            "Agreements by the day of their termination."),
    AGREEMENTS_EXPIRED(
            "agreementsExpired",
            Subject.AGREEMENT,
            Rule.Flow.dated(null, "date_on(f.expires_on, f.expiry_known_from, :asOf)", "It expired"),
            "Agreements expired",
            "協定満了件数",
            "Agreements by the last day of their last term, unless a termination or a successor ended them."),
    AGREEMENTS_IN_FORCE(
            "agreementsInForce",
            Subject.AGREEMENT,
            Rules.IN_FORCE,
            "Agreements in force",
            "有効な協定数",
            "Agreements in force on the last day of the period, or on asOf if that is earlier."),
    AGREEMENTS_EXPIRING(
            "agreementsExpiring",
            Subject.AGREEMENT,
            new Rule.Stock(
                    List.of(
                            Rules.BEGUN,
                            Rules.IS_IN_FORCE,
                            new Condition(
                                    "date_on(f.expires_on, f.expiry_known_from, :asOf) <= least(p.last_day, :asOf) + :within",
                                    "Its last term ends within so many days",
                                    "coalesce('Its last term ends on ' || date_on(f.expires_on, f.expiry_known_from, :asOf),"
                                            + " 'Its last term has no end')")),
                    "f.in_force"),
            "Agreements expiring",
            "満了間近の協定数",
            "Agreements in force on that day whose last term ends within so many days of it (within, P90D if nothing is"
                    + " said)."),
    LOCAL_GOVERNMENTS_IN_FORCE(
            "localGovernmentsInForce",
            Subject.AGREEMENT,
            Rule.Distinct.of(Rules.IN_FORCE, Dimension.LOCAL_GOVERNMENT),
            "Local governments with an agreement in force",
            "有効な協定のある自治体数",
            "Different local governments that are party to an agreement in force on that day."),
    PREFECTURES_IN_FORCE(
            "prefecturesInForce",
            Subject.AGREEMENT,
            Rules.PREFECTURES,
            "Prefectures with an agreement in force",
            "有効な協定のある都道府県数",
            "Different prefectures in which a party to an agreement in force on that day lies, or which are one."),
    PREFECTURES_IN_FORCE_SHARE(
            "prefecturesInForceShare",
            Subject.AGREEMENT,
            new Rule.Share(Rules.PREFECTURES, 47),
            "Share of prefectures with an agreement in force",
            "有効な協定のある都道府県の割合",
            "These prefectures as a share of all 47, to four decimals."),
    FIRST_AGREEMENT_SIGNED_ON(
            "firstAgreementSignedOn",
            Subject.AGREEMENT,
            new Rule.Earliest(Rules.SIGNED),
            "First agreement signed on",
            "最初の協定締結日",
            "The day on which the first agreement of the period was signed.");

    /** Counts up when a definition of a measure or a dimension changes its figures. */
    public static final String DEFINITIONS = "2";

    private static final Map<String, Measure> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Measure::wireName, Function.identity()));

    private final String wireName;
    private final Subject subject;
    private final Rule rule;
    private final Label label;
    private final String definition;

    Measure(String wireName, Subject subject, Rule rule, String en, String ja, String definition) {
        this.wireName = wireName;
        this.subject = subject;
        this.rule = rule;
        this.label = new Label(en, ja);
        this.definition = definition;
    }

    public static Optional<Measure> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    /** The flows of a subject; of programs and participations, cells count them. */
    public static List<Measure> flowsOf(Subject subject) {
        return Arrays.stream(values())
                .filter(measure -> measure.subject == subject && measure.rule instanceof Rule.Flow)
                .toList();
    }

    /** What lasts; of programs and participations, cells count it once it has ended. */
    public static List<Measure> lastingOf(Subject subject) {
        return Arrays.stream(values())
                .filter(measure ->
                        measure.subject == subject && measure.lasting().isPresent())
                .toList();
    }

    /** Their names as SQL lists them. */
    public static String listed(Collection<Measure> measures) {
        return measures.stream().map(measure -> "'" + measure.wireName + "'").collect(Collectors.joining(", "));
    }

    /** A SELECT of what {@link Rule.Lasting} counts, behind the name of this measure. */
    public String naming(String byYear) {
        return "select '%s', lasting.* from (%s) as lasting".formatted(wireName, byYear);
    }

    /** How it lasts, if cells count it year by year. */
    public Optional<Rule.Lasting> lasting() {
        if (rule instanceof Rule.Stay stay) {
            return Optional.of(stay);
        }
        return rule instanceof Rule.Stock stock ? Optional.ofNullable(stock.lasting()) : Optional.empty();
    }

    /** The measure under which cells count by this rule. */
    public static Measure inCells(Subject subject, Rule rule) {
        return Arrays.stream(values())
                .filter(measure -> measure.subject == subject && measure.rule.equals(rule))
                .findFirst()
                .orElseThrow();
    }

    public String wireName() {
        return wireName;
    }

    public Subject subject() {
        return subject;
    }

    public Rule rule() {
        return rule;
    }

    /** Whether a figure of it counts different values, and not records. */
    public boolean isDistinct() {
        return rule instanceof Rule.Distinct || rule instanceof Rule.Share;
    }

    public Label label() {
        return label;
    }

    public String definition() {
        return definition;
    }

    /** What a figure of it is a number of; {@code share} and {@code date} are no numbers of things. */
    public String unit() {
        if (rule instanceof Rule.Share) {
            return "share";
        } else if (rule instanceof Rule.Earliest) {
            return "date";
        } else if (rule instanceof Rule.Stay stay && stay.of() == Rule.Stay.Of.DAYS) {
            return "days";
        } else if (rule instanceof Rule.Distinct distinct) {
            return distinct.of() == null ? "persons" : distinct.of().plural();
        }
        return subject.wireName();
    }

    /** The dimensions that say something about its records. */
    public List<Dimension> dimensions() {
        return Arrays.stream(Dimension.values())
                .filter(dimension -> dimension.appliesTo(subject))
                .toList();
    }

    /** Whether the rows of a breakdown by these dimensions add up to the total. */
    public boolean additiveOver(Collection<Dimension> dimensions) {
        return dimensions.stream().allMatch(dimension -> rule.additiveOver(dimension, subject));
    }

    /** What several measures share; an enum's constants cannot refer to each other before they exist. */
    private static final class Rules {

        /** Whoever cancels, or does not come, never starts: from that day on it is as if nobody had been accepted. */
        static final Rule.Flow ACCEPTED = new Rule.Flow(
                null,
                "f.start_on",
                """
                coalesce(case when f.arrived_on <= :asOf then f.arrived_on end,
                         f.run_planned_start, f.planned_start, f.accepted_on)""",
                List.of(
                        Condition.happened("f.accepted_on", "It was accepted", "It was not accepted"),
                        Condition.notHappened("f.cancelled_on", "", "It was not cancelled", "It was cancelled"),
                        Condition.notHappened(
                                "f.no_show_on", "", "Its person did not stay away", "Its person did not come, noted")),
                "It starts");

        static final Rule.Flow SIGNED = Rule.Flow.by("signed_on");

        static final Condition BEGUN = new Condition(
                "p.first_day <= :asOf", "The period had begun on {asOf}", "'The period begins on ' || p.first_day");

        /** The days that the agreement's dates make days in force; what is dated later changes none before. */
        static final Condition IS_IN_FORCE = new Condition(
                "f.in_force @> least(p.last_day, :asOf)",
                "It is in force at the end of {period}, or on {asOf} if that is earlier",
                "'On ' || least(p.last_day, :asOf) || ' it was looked at; its days in force are ' || f.in_force");

        static final Rule.Stock IN_FORCE = new Rule.Stock(List.of(BEGUN, IS_IN_FORCE), "f.in_force");

        static final Rule.Stay CONTINUING = new Rule.Stay(Rule.Stay.Of.FIRST_DAY);

        static final Rule.Distinct PREFECTURES = Rule.Distinct.of(IN_FORCE, Dimension.PREFECTURE);

        private Rules() {}
    }
}
