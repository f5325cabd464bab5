package jp.go.jica.partnerships.kubernetes.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import jp.go.jica.partnerships.kubernetes.Checkout;
import jp.go.jica.partnerships.kubernetes.Kind;
import jp.go.jica.partnerships.kubernetes.Manifests;
import jp.go.jica.partnerships.kubernetes.Resource;

/** Database, roles and rights are those that {@code deploy/postgresql/service-database.sql} makes everywhere else. */
public final class RolesAreThoseOfEveryEnvironment implements Rule {

    /** What a role may be, by the same words in SQL and here. */
    private static final List<String> ATTRIBUTES =
            List.of("login", "superuser", "createdb", "createrole", "replication", "bypassrls");

    private static final Pattern GRANT = Pattern.compile("(grant|revoke) [a-z ]+ on database [a-z_ ]+");

    @Override
    public List<String> breaks(Manifests manifests) {
        List<String> breaks = new ArrayList<>();
        for (String service : Checkout.SERVICES) {
            manifests
                    .find(Kind.Cluster.name(), service + "-db")
                    .ifPresent(database -> check(service, database, breaks));
        }
        return breaks;
    }

    private static void check(String service, Resource database, List<String> breaks) {
        String sql = Checkout.databaseSql(service);
        boolean owner = Checkout.OWNERS.contains(service);
        JsonNode made = database.at("/spec/bootstrap/initdb");
        expect(database, "database", service, made.path("database").asText(), breaks);
        expect(database, "owner", service + "_owner", made.path("owner").asText(), breaks);
        String locale =
                "create database %s owner %s_owner template template0 encoding '%s' locale_provider %s builtin_locale '%s' locale '%s'"
                        .formatted(
                                service,
                                service,
                                made.path("encoding").asText(),
                                made.path("localeProvider").asText(),
                                made.path("builtinLocale").asText(),
                                made.path("localeCollate").asText());
        if (!sql.contains(locale)) {
            breaks.add("%s sorts or encodes otherwise".formatted(database.title()));
        }
        TreeSet<String> granted = new TreeSet<>();
        var grants = GRANT.matcher(sql);
        while (grants.find()) {
            String grant = grants.group().trim();
            if (owner || !grant.endsWith("_relay")) {
                granted.add(grant);
            }
        }
        TreeSet<String> here = new TreeSet<>();
        made.path("postInitApplicationSQL").forEach(statement -> here.add(statement.asText()));
        expect(database, "rights", granted.toString(), here.toString(), breaks);

        TreeSet<String> roles = new TreeSet<>();
        for (JsonNode role : database.at("/spec/managed/roles")) {
            String name = role.path("name").asText();
            roles.add(name);
            ATTRIBUTES.forEach(attribute -> {
                boolean has = sql.matches(".*alter role %s with [a-z ]*\\b%s\\b.*".formatted(name, attribute));
                if (role.path(attribute).asBoolean() != has) {
                    breaks.add("%s: role %s and %s".formatted(database.title(), name, attribute));
                }
            });
        }
        TreeSet<String> expected = new TreeSet<>(owner ? List.of(service, service + "_relay") : List.of(service));
        expect(database, "roles", expected.toString(), roles.toString(), breaks);
    }

    private static void expect(Resource database, String what, String expected, String found, List<String> breaks) {
        if (!expected.equals(found)) {
            breaks.add("%s: %s %s instead of %s".formatted(database.title(), what, found, expected));
        }
    }
}
