package jp.go.jica.partnerships.reporting.reconciliation;

import java.time.Instant;
import java.util.List;
import jp.go.jica.partnerships.journal.digest.BucketDigest;
import jp.go.jica.partnerships.journal.digest.DigestEntry;

/** What the owners say of their journals. */
public interface OwnerJournals {

    /** Of everything that was recorded up to a minute ago. */
    Digest digest(String owner) throws OwnerAway;

    /** The events of a bucket that were recorded before the instant. */
    List<DigestEntry> entries(String owner, int bucket, Instant until) throws OwnerAway;

    /**
     * Counts and hashes of a journal.
     *
     * @param until exclusive
     */
    record Digest(Instant until, List<BucketDigest> buckets) {}
}
