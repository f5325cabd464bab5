package jp.go.jica.partnerships.journal.digest;

/**
 * How events are told apart, in SQL, over columns {@code aggregate_id}, {@code aggregate_version} and {@code event_id}: the
 * same in every database that holds some of them.
 */
public final class DigestSql {

    public static final int BUCKETS = 256;

    /** All events of an aggregate are in one bucket. The last byte of an id is random, also in ids that are ordered. */
    public static final String BUCKET = "get_byte(uuid_send(aggregate_id), 15)";

    /** 64 bits of one event. They are added up, so the order in which events are read does not matter. */
    public static final String HASH =
            "('x' || left(md5(aggregate_id || '/' || aggregate_version || '/' || event_id), 16))::bit(64)::bigint";

    private DigestSql() {}
}
