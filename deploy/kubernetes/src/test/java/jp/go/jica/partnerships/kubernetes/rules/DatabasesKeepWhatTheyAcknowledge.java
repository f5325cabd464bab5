package jp.go.jica.partnerships.kubernetes.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.go.jica.partnerships.kubernetes.Checkout;
import jp.go.jica.partnerships.kubernetes.Kind;
import jp.go.jica.partnerships.kubernetes.Manifests;
import jp.go.jica.partnerships.kubernetes.Resource;

/**
 * Each service has a database of three instances, of which two have every commit; the relay's slot survives the first one, and
 * backups are kept as long as erasures are told.
 */
public final class DatabasesKeepWhatTheyAcknowledge implements Rule {

    @Override
    public List<String> breaks(Manifests manifests) {
        List<String> breaks = new ArrayList<>();
        for (String service : Checkout.SERVICES) {
            manifests
                    .find(Kind.Cluster.name(), service + "-db")
                    .ifPresentOrElse(
                            database -> check(manifests, database, breaks),
                            () -> breaks.add("Cluster %s-db is not there".formatted(service)));
        }
        return breaks;
    }

    private static void check(Manifests manifests, Resource database, List<String> breaks) {
        Map<String, String> parameters = Resource.texts(database.at("/spec/postgresql/parameters"));
        says(database, database.at("/spec/instances").asInt() == 3, "has not three instances", breaks);
        says(
                database,
                database.at("/spec/postgresql/synchronous/number").asInt() >= 1
                        && database.text("/spec/postgresql/synchronous/dataDurability")
                                .equals("required"),
                "acknowledges what one disk alone has",
                breaks);
        says(
                database,
                database.at("/spec/replicationSlots/highAvailability/synchronizeLogicalDecoding")
                                .asBoolean()
                        && "on".equals(parameters.get("sync_replication_slots"))
                        && "on".equals(parameters.get("hot_standby_feedback")),
                "loses the relay's slot with its first instance",
                breaks);
        says(
                database,
                parameters.containsKey("max_slot_wal_keep_size"),
                "fills its disk while the relay is away",
                breaks);
        says(
                database,
                "terse".equals(parameters.get("log_error_verbosity")),
                "repeats refused rows in its log",
                breaks);
        boolean archived = false;
        for (var plugin : database.at("/spec/plugins")) {
            archived |= plugin.path("isWALArchiver").asBoolean();
            long days = manifests
                    .find(
                            Kind.ObjectStore.name(),
                            plugin.at("/parameters/barmanObjectName").asText())
                    .map(store -> store.text("/spec/retentionPolicy"))
                    .filter(kept -> kept.endsWith("d"))
                    .map(kept -> Long.parseLong(kept.substring(0, kept.length() - 1)))
                    .orElse(0L);
            says(
                    database,
                    days == Checkout.backupRetentionDays(),
                    "is kept in backups for another time than erasures tell",
                    breaks);
        }
        says(database, archived, "archives no log", breaks);
        says(
                database,
                manifests
                        .of(Kind.ScheduledBackup)
                        .anyMatch(backup -> backup.text("/spec/cluster/name").equals(database.name())),
                "is not backed up",
                breaks);
    }

    private static void says(Resource database, boolean holds, String otherwise, List<String> breaks) {
        if (!holds) {
            breaks.add("%s %s".formatted(database.title(), otherwise));
        }
    }
}
