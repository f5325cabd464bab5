package jp.go.jica.partnerships.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import jp.go.jica.partnerships.kubernetes.rules.Rule;
import jp.go.jica.partnerships.kubernetes.rules.Rules;
import jp.go.jica.partnerships.testing.NeedsTool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule finds what is wrong: one place of the production overlay is changed, and the rule must tell. */
@NeedsTool(command = "kubectl", debianPackage = "kubernetes-client")
class PlantedMistakesTest {

    private static final String GONE = "gone";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        mistyped field of a pod              | FieldsAreKnown                | Deployment programs-service       | /spec/template/spec/containers/0/readinesProbe | {}
        mistyped field of a policy           | FieldsAreKnown                | NetworkPolicy nothing             | /spec/podSelektor                     | {}
        mistyped field of a database         | FieldsAreKnown                | Cluster programs-db               | /spec/postgresql/synchronous/quorum   | 2
        number where a text belongs          | FieldsAreKnown                | Cluster programs-db               | /spec/postgresql/parameters/max_connections | 200
        number among the settings            | FieldsAreKnown                | ConfigMap settings*               | /data/QUARKUS_HTTP_PORT               | 8080
        needed field left out                | FieldsAreKnown                | KafkaTopic programs.program.v1    | /spec/partitions                      | gone
        operation that Kafka has not         | FieldsAreKnown                | KafkaUser reporting               | /spec/authorization/acls/0/operations/0 | Look
        kind that nobody knows               | FieldsAreKnown                | ServiceMonitor services           | /apiVersion                           | monitoring.coreos.com/v2
        root                                 | PodsAreRestricted             | Deployment agreements-service     | /spec/template/spec/securityContext/runAsNonRoot | false
        user by name only                    | PodsAreRestricted             | Deployment agreements-service     | /spec/template/spec/securityContext/runAsUser | gone
        writable root file system            | PodsAreRestricted             | Job programs-migration            | /spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem | gone
        gain of privileges                   | PodsAreRestricted             | Deployment reporting-fold-service | /spec/template/spec/containers/0/securityContext/allowPrivilegeEscalation | true
        capability                           | PodsAreRestricted             | Deployment reporting-fold-service | /spec/template/spec/containers/0/securityContext/capabilities/add | [NET_ADMIN]
        any system call                      | PodsAreRestricted             | Deployment reporting-fold-service | /spec/template/spec/securityContext/seccompProfile/type | Unconfined
        token of the account                 | PodsAreRestricted             | Deployment programs-service       | /spec/template/spec/automountServiceAccountToken | true
        network of the node                  | PodsShareNothingWithTheirNode | Deployment programs-service       | /spec/template/spec/hostNetwork       | true
        folder of the node                   | PodsShareNothingWithTheirNode | Deployment programs-service       | /spec/template/spec/volumes/0         | {name: tmp, hostPath: {path: /tmp}}
        namespace where anything goes        | PodsShareNothingWithTheirNode | Namespace partnerships            | /metadata/labels/pod-security.kubernetes.io~1enforce | baseline
        no limit of memory                   | ResourcesAreLimited           | Deployment participants-service   | /spec/template/spec/containers/0/resources/limits/memory | gone
        more asked for than allowed          | ResourcesAreLimited           | Deployment participants-service   | /spec/template/spec/containers/0/resources/requests/cpu | 3
        memory that is not there             | ResourcesAreLimited           | Cluster programs-db               | /spec/resources/requests/memory       | 1Gi
        folder without a limit               | ResourcesAreLimited           | Deployment programs-service       | /spec/template/spec/volumes/0/emptyDir/sizeLimit | gone
        no question whether it is alive      | ProbesAskDifferentQuestions   | Deployment programs-service       | /spec/template/spec/containers/0/livenessProbe | gone
        restarted when the database is away  | ProbesAskDifferentQuestions   | Deployment programs-service       | /spec/template/spec/containers/0/livenessProbe/httpGet/path | /q/health/ready
        probe of a port that is not there    | ProbesAskDifferentQuestions   | Deployment programs-service       | /spec/template/spec/containers/0/startupProbe/httpGet/port | web
        stopped while requests come          | ServicesStopGently            | Deployment programs-service       | /spec/template/spec/containers/0/lifecycle | gone
        killed before it has ended           | ServicesStopGently            | Deployment programs-service       | /spec/template/spec/terminationGracePeriodSeconds | 30
        requests that are not finished       | ServicesStopGently            | ConfigMap settings*               | /data/QUARKUS_SHUTDOWN_TIMEOUT        | gone
        latest                               | ImagesAreNamedExactly         | Deployment programs-service       | /spec/template/spec/containers/0/image | partnerships/programs-service:latest
        no tag at all                        | ImagesAreNamedExactly         | KafkaConnect relay                | /spec/image                           | partnerships/relay
        major version only                   | ImagesAreNamedExactly         | Cluster programs-db               | /spec/imageName                       | ghcr.io/cloudnative-pg/postgresql:18
        no label                             | EverythingIsLabelled          | HTTPRoute programs                | /metadata/labels                      | gone
        pods without a name                  | EverythingIsLabelled          | Deployment programs-service       | /spec/template/metadata/labels/app.kubernetes.io~1version | gone
        one instance                         | ServicesOutliveANode          | Deployment reporting-fold-service | /spec/replicas                        | 1
        budget of somebody else              | ServicesOutliveANode          | PodDisruptionBudget programs-service | /spec/selector/matchLabels/app.kubernetes.io~1name | program-service
        all on one node                      | ServicesOutliveANode          | Deployment programs-service       | /spec/template/spec/topologySpreadConstraints | []
        scaled from one                      | ServicesOutliveANode          | HorizontalPodAutoscaler programs-service | /spec/minReplicas              | 1
        service without pods                 | WhatIsNamedIsThere            | Service programs-service          | /spec/selector/app.kubernetes.io~1name | programs
        route to nowhere                     | WhatIsNamedIsThere            | HTTPRoute reporting               | /spec/rules/0/backendRefs/0/name      | reporting-service
        scaling of nothing                   | WhatIsNamedIsThere            | HorizontalPodAutoscaler programs-service | /spec/scaleTargetRef/name      | programs
        topic of another cluster             | WhatIsNamedIsThere            | KafkaTopic programs.program.v1    | /metadata/labels/strimzi.io~1cluster  | test
        backup of nothing                    | WhatIsNamedIsThere            | ScheduledBackup programs-db       | /spec/cluster/name                    | programs
        password in the pod                  | SecretsAreReferences          | Deployment programs-service       | /spec/template/spec/containers/0/env/0 | {name: QUARKUS_DATASOURCE_PASSWORD, value: programs}
        password in the settings             | SecretsAreReferences          | ConfigMap settings*               | /data/QUARKUS_DATASOURCE_PASSWORD     | programs
        secret that nobody makes             | SecretsAreReferences          | ExternalSecret participants-keyset |                                      | gone
        service that may change its tables   | MigrationsAreApart            | Deployment programs-service       | /spec/template/spec/containers/0/env/0/valueFrom/secretKeyRef/name | programs-db-owner
        service that migrates                | MigrationsAreApart            | ConfigMap settings*               | /data/QUARKUS_FLYWAY_MIGRATE_AT_START | "true"
        service that asks for the password of the owner | MigrationsAreApart           | Deployment programs-service       | /spec/template/spec/containers/0/env/2 | {name: QUARKUS_FLYWAY_USERNAME, value: programs_owner}
        migration that goes on serving       | MigrationsAreApart            | Job programs-migration            | /spec/template/spec/containers/0/env/3/value | "false"
        migration of another version         | MigrationsAreApart            | Job programs-migration            | /spec/template/spec/containers/0/image | partnerships/programs-service:0.0.9
        two instances                        | DatabasesKeepWhatTheyAcknowledge | Cluster agreements-db          | /spec/instances                       | 2
        commit of one disk                   | DatabasesKeepWhatTheyAcknowledge | Cluster agreements-db          | /spec/postgresql/synchronous/dataDurability | preferred
        slot that stays behind               | DatabasesKeepWhatTheyAcknowledge | Cluster agreements-db          | /spec/replicationSlots/highAvailability/synchronizeLogicalDecoding | false
        backups that outlive erasures        | DatabasesKeepWhatTheyAcknowledge | ObjectStore participants-db    | /spec/retentionPolicy                 | 90d
        no backups                           | DatabasesKeepWhatTheyAcknowledge | ScheduledBackup participants-db |                                      | gone
        role that may replicate              | RolesAreThoseOfEveryEnvironment | Cluster programs-db             | /spec/managed/roles/0/replication     | true
        right that nobody else grants        | RolesAreThoseOfEveryEnvironment | Cluster programs-db             | /spec/bootstrap/initdb/postInitApplicationSQL/0 | grant all on database programs to public
        other order of texts                 | RolesAreThoseOfEveryEnvironment | Cluster programs-db             | /spec/bootstrap/initdb/builtinLocale  | C
        pools larger than the database       | PoolsFitIntoTheirDatabase     | HorizontalPodAutoscaler reporting-query-service | /spec/maxReplicas       | 12
        acknowledged by one broker           | BusKeepsWhatItAcknowledges    | Kafka partnerships                | /spec/kafka/config/min.insync.replicas | 1
        bus without keys                     | BusKeepsWhatItAcknowledges    | Kafka partnerships                | /spec/kafka/listeners/0/authentication | gone
        other version of Kafka               | BusKeepsWhatItAcknowledges    | Kafka partnerships                | /spec/kafka/version                   | 4.2.0
        topic on one broker                  | BusKeepsWhatItAcknowledges    | KafkaTopic programs.program.v1    | /spec/replicas                        | 1
        topic that forgets                   | TopicsAreThoseOfTheFile       | KafkaTopic programs.program.v1    | /spec/config/retention.ms             | "604800000"
        topic that is missing                | TopicsAreThoseOfTheFile       | KafkaTopic programs.heartbeat.v1  |                                       | gone
        topic without a right to read it     | RightsOnTheBusCoverWhatIsDone | KafkaUser reporting               | /spec/authorization/acls/0            | gone
        service that may write               | RightsOnTheBusCoverWhatIsDone | KafkaUser programs                | /spec/authorization/acls/0/operations/0 | Write
        right to read everything             | RightsOnTheBusCoverWhatIsDone | KafkaUser programs                | /spec/authorization/acls/0/resource/patternType | prefix
        group of another service             | RightsOnTheBusCoverWhatIsDone | KafkaUser programs                | /spec/authorization/acls/1/resource/name | reporting
        topic that is read and not there     | RightsOnTheBusCoverWhatIsDone | KafkaTopic agreements.agreement.v1 |                                      | gone
        other connector than local           | RelayIsThatOfLocal            | KafkaConnector programs           | /spec/config/snapshot.mode            | never
        connector left out                   | RelayIsThatOfLocal            | KafkaConnector participants       |                                       | gone
        worker without exactly once          | RelayIsThatOfLocal            | KafkaConnect relay                | /spec/config/exactly.once.source.support | disabled
        database of another owner            | RelayIsThatOfLocal            | KafkaConnect relay                | /spec/template/connectContainer/env/0/value | agreements-db-rw
        digest that may not leave            | ArrowsHaveTwoEnds             | NetworkPolicy digest-asked        |                                       | gone
        digest that may not come in          | ArrowsHaveTwoEnds             | NetworkPolicy digest              |                                       | gone
        everything allowed                   | ArrowsHaveTwoEnds             | NetworkPolicy nothing             | /spec/podSelector                     | {matchLabels: {app.kubernetes.io/component: service}}
        callers of those that fold           | ArrowsAreThoseOfTheArchitecture | NetworkPolicy clients           | /spec/podSelector                     | {matchLabels: {app.kubernetes.io/component: service}}
        no way to the issuer                 | ArrowsAreThoseOfTheArchitecture | NetworkPolicy issuer            |                                       | gone
        callers from anywhere                | ArrowsAreThoseOfTheArchitecture | NetworkPolicy clients           | /spec/ingress/0/from                  | gone
        issuer at another port               | AddressesAreAllowed           | ConfigMap settings*               | /data/QUARKUS_OIDC_AUTH_SERVER_URL    | https://login.example:443/realms/partnerships
        database of another service          | AddressesAreAllowed           | ConfigMap programs-service*       | /data/QUARKUS_DATASOURCE_JDBC_URL     | jdbc:postgresql://agreements-db-rw:5432/agreements?sslmode=verify-full
        database that is not verified        | AddressesAreAllowed           | ConfigMap programs-service*       | /data/QUARKUS_DATASOURCE_JDBC_URL     | jdbc:postgresql://programs-db-rw:5432/programs
        """)
    void mistakeIsFound(String what, String rule, String resource, String pointer, String value) {
        Manifests production = Overlays.of("production");
        Resource found = find(production, resource);

        Manifests broken = pointer == null
                ? production.without(found)
                : production.with(changed(found, JsonPointer.compile(pointer), value));

        assertThat(broken).as(what).isNotEqualTo(production);
        assertThat(rule(rule).breaks(broken)).as(what).isNotEmpty();
    }

    private static Rule rule(String name) {
        List<Rule> named = Rules.inACluster().stream()
                .filter(rule -> rule.getClass().getSimpleName().equals(name))
                .toList();
        assertThat(named).as(name).hasSize(1);
        return named.get(0);
    }

    /** Names of settings end with a hash, for which {@code *} stands. */
    private static Resource find(Manifests manifests, String title) {
        List<Resource> named = manifests.resources().stream()
                .filter(resource -> title.endsWith("*")
                        ? resource.title().matches(title.replace("*", "-[a-z0-9]+"))
                        : resource.title().equals(title))
                .toList();
        assertThat(named).as(title).hasSize(1);
        return named.get(0);
    }

    private static Resource changed(Resource resource, JsonPointer pointer, String value) {
        ObjectNode node = resource.node().deepCopy();
        JsonNode parent = node.at(pointer.head());
        JsonPointer last = pointer.last();
        if (parent instanceof ObjectNode object) {
            if (value.equals(GONE)) {
                object.remove(last.getMatchingProperty());
            } else {
                object.set(last.getMatchingProperty(), Manifests.yaml(value));
            }
        } else if (parent instanceof ArrayNode list) {
            if (value.equals(GONE)) {
                list.remove(last.getMatchingIndex());
            } else {
                list.set(last.getMatchingIndex(), Manifests.yaml(value));
            }
        } else {
            throw new AssertionError("Nothing stands at " + pointer.head());
        }
        return new Resource(node);
    }
}
