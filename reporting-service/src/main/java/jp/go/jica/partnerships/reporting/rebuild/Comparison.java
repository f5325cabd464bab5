package jp.go.jica.partnerships.reporting.rebuild;

import java.util.UUID;
import jp.go.jica.partnerships.reporting.fold.Refold;
import org.jdbi.v3.core.Handle;

/**
 * Compares the rows of the two schemas, and keeps those that differ, the first ten thousand of each table. Of rows with
 * history it compares what was known until a position, so that the fold may go on meanwhile.
 */
final class Comparison {

    /** Below all positions. */
    static final long BEFORE_ALL = -Long.MAX_VALUE;

    private static final int KEPT = 10_000;

    private static final String COMPARED = """
            with differing as materialized (
                select jsonb_build_object(%3$s) as key, to_jsonb(live) - %8$s as live, to_jsonb(rebuilt) - %8$s as rebuilt
                from (%4$s) as live full join (%5$s) as rebuilt using (%2$s)
                where live is distinct from rebuilt
                  and to_jsonb(live) - %8$s is distinct from to_jsonb(rebuilt) - %8$s
            ), kept as (
                insert into rebuild_difference (rebuild_id, table_name, key, live, rebuilt)
                select :id, '%1$s', key, told.live, told.rebuilt
                from differing cross join lateral (
                    select jsonb_object_agg(name, value) filter (where side = 'live') as live,
                           jsonb_object_agg(name, value) filter (where side = 'rebuilt') as rebuilt
                    from (
                        select 'live' as side, name, live.value, differing.rebuilt -> name as other
                        from jsonb_each(differing.live) as live(name, value)
                        union all
                        select 'rebuilt', name, rebuilt.value, differing.live -> name
                        from jsonb_each(differing.rebuilt) as rebuilt(name, value)) as part(side, name, told, other)
                    cross join lateral (
                        select case when name = any(array[%6$s]) then '"withheld"'::jsonb else told end) as shown(value)
                    where told is distinct from other) as told
                order by key limit %7$d)
            select count(*) from differing
            """;

    private static final String EVENTS_OF_POSITIONS = """
            select aggregate_type, aggregate_id, aggregate_version, event_id, seq, discarded from SCHEMA.folded_event where %1$s
            union all
            select aggregate_type, aggregate_id, aggregate_version, event_id, seq, discarded from SCHEMA.superseded_event where %1$s
            """;

    // Those that the live schema has folded at these positions, wherever the other one has them.
    private static final String EVENTS = """
            select aggregate_type, aggregate_id, aggregate_version, event_id, event.discarded
            from (select * from %2$s.folded_event where %1$s) as live
            join SCHEMA.folded_event event using (aggregate_type, aggregate_id, aggregate_version, event_id)
            """;

    // Administrators see nothing that tells persons apart.
    private static final String WITHHELD =
            "'participant_id', 'person_id', 'nationality', 'sex', 'age_band', 'occupation', 'organisation_type'";

    private final Handle handle;
    private final UUID rebuild;
    private final String live;
    private final String rebuilt;
    private final boolean ofPositions;

    /**
     * A comparison of the live schema with another one.
     *
     * @param rebuilt the schema that was filled
     * @param ofPositions whether both must have known the same at each position; otherwise what they know at the last is compared
     */
    Comparison(Handle handle, UUID rebuild, String rebuilt, boolean ofPositions) {
        this.handle = handle;
        this.rebuild = rebuild;
        this.live = Refold.otherThan(rebuilt);
        this.rebuilt = rebuilt;
        this.ofPositions = ofPositions;
    }

    void forget() {
        handle.createUpdate("delete from rebuild_difference where rebuild_id = :id")
                .bind("id", rebuild)
                .execute();
    }

    /**
     * Facts with their history, and which events they come from.
     *
     * @param after only records that changed after this position
     * @return how many rows differ
     */
    long history(long after, long until) {
        return facts("program_fact", "program_id", "program_id", after, until)
                + facts("participation_fact", "participation_id", "participation_id", after, until)
                + facts("agreement_fact", "agreement_id", "agreement_id, contents_from", after, until)
                + compared(
                        "folded_event",
                        "aggregate_type, aggregate_id, aggregate_version, event_id",
                        (ofPositions ? EVENTS_OF_POSITIONS : EVENTS)
                                .formatted("seq > %d and seq <= %d".formatted(after, until), live));
    }

    /** What has no history: it can only be compared while nothing is folded. */
    long newest() {
        return compared(
                        "cell",
                        "measure, fiscal_year, country, lead_office, scheme, kind, facility",
                        "select * from SCHEMA.cell where n <> 0")
                + compared("program_run", "run_id", "select * from SCHEMA.program_run")
                + compared("merged_person", "participant_id", "select * from SCHEMA.merged_person")
                // Who counted twice at any position.
                + (ofPositions
                        ? compared("repeated_person", "fiscal_year, person_id", "select * from SCHEMA.repeated_person")
                        : 0)
                + compared(
                        "repeated_participation",
                        "person_id, fiscal_year, participation_id",
                        "select * from SCHEMA.repeated_participation")
                + leftOver();
    }

    private long facts(String table, String id, String key, long after, long until) {
        String changed = "select %s from %%s.%s where known_from_seq > %d and known_from_seq <= %d"
                .formatted(id, table, after, until);
        return compared(table, ofPositions ? key + ", known_from_seq" : key, """
                select fact.*, case when known_to_seq <= %1$d then known_to_seq end as known_until from SCHEMA.%2$s fact
                where known_from_seq <= %1$d and %3$s in (%4$s union all %5$s)%6$s
                """.formatted(
                        until,
                        table,
                        id,
                        changed.formatted(live),
                        changed.formatted(rebuilt),
                        ofPositions ? "" : " and known_to_seq > " + until));
    }

    /** @param rows of either schema, which stands there as SCHEMA */
    private long compared(String table, String key, String rows) {
        return handle.createQuery(COMPARED.formatted(
                        table,
                        key,
                        key.replaceAll("(\\w+)", "'$1', $1"),
                        rows.replace("SCHEMA", live),
                        rows.replace("SCHEMA", rebuilt),
                        WITHHELD,
                        KEPT,
                        ofPositions ? "'known_to_seq'" : "array['known_to_seq', 'known_from_seq']"))
                .bind("id", rebuild)
                .mapTo(Long.class)
                .one();
    }

    /** Events that the topics have and the live schema has lost. */
    private long leftOver() {
        return handle.createQuery("""
                        with event as (%s), kept as (
                            insert into rebuild_difference (rebuild_id, table_name, key, rebuilt)
                            select :id, 'folded_event', jsonb_build_object('aggregate_type', aggregate_type, 'aggregate_id',
                                aggregate_id, 'aggregate_version', aggregate_version, 'event_id', event_id), '{"seq": null}'::jsonb
                            from event limit %d)
                        select count(*) from event
                        """.formatted(Refold.LEFT_OVER, KEPT))
                .bind("id", rebuild)
                .mapTo(Long.class)
                .one();
    }
}
