package jp.go.jica.partnerships.reporting.freshness;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.go.jica.partnerships.reporting.fold.OwnerTopics;
import jp.go.jica.partnerships.reporting.statistics.Snapshot;

/** Reckons from the owners' heartbeats and the stored positions how complete a snapshot is. */
@ApplicationScoped
public class Freshness {

    // A heartbeat is reached when no partition is still before the end that it had when the heartbeat was read.
    private static final String OWNERS = """
            select owner.name, reached.complete_until,
                   (extract(epoch from clock_timestamp() - reached.complete_until) * 1000)::bigint as lag
            from unnest(array['agreements', 'participants', 'programs']) as owner(name)
            left join lateral (
                select max(beat_at) as complete_until from owner_heartbeat heartbeat
                where heartbeat.owner = owner.name and not exists (
                    select 1 from jsonb_to_recordset(heartbeat.ends) as ends(topic text, partition int, "offset" bigint)
                    left join consumer_position at
                      on at.generation = 0 and at.topic = ends.topic and at.partition = ends.partition
                    where coalesce(at.next_offset, 0) < ends."offset")) as reached on true
            order by owner.name
            """;

    /** In the order of their names. */
    public List<OwnerFreshness> owners(Snapshot snapshot) {
        return snapshot.handle()
                .createQuery(OWNERS)
                .map((row, context) -> {
                    OffsetDateTime until = row.getObject("complete_until", OffsetDateTime.class);
                    return until == null
                            ? new OwnerFreshness(row.getString("name"), null, null)
                            : new OwnerFreshness(
                                    row.getString("name"),
                                    until.toInstant(),
                                    // A clock of the owner's database that is ahead by some milliseconds is no news.
                                    Math.max(0, row.getLong("lag")));
                })
                .list();
    }

    /** How far each partition of the owners' journals has been read. */
    public List<TopicPosition> positions(Snapshot snapshot) {
        return snapshot.handle()
                .createQuery("""
                        select topic, partition, next_offset from consumer_position
                        where generation = 0 and topic = any(:topics) order by topic, partition
                        """)
                .bindArray("topics", String.class, OwnerTopics.JOURNALS)
                .map((row, context) ->
                        new TopicPosition(row.getString("topic"), row.getInt("partition"), row.getLong("next_offset")))
                .list();
    }

    /** Records that wait in quarantine, by reason. */
    public Map<String, Long> quarantined(Snapshot snapshot) {
        return snapshot.handle().createQuery("""
                        select reason, count(*) as n from quarantined_event
                        where released_seq is null and discarded_at is null
                        group by reason order by reason
                        """).reduceRows(new TreeMap<String, Long>(), (counts, row) -> {
            counts.put(row.getColumn("reason", String.class), row.getColumn("n", Long.class));
            return counts;
        });
    }
}
