package jp.go.jica.partnerships.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.never;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fences between features, adapters and services. A service raises them with one small test class:
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "jp.go.jica.partnerships.programs", importOptions = ImportOption.DoNotIncludeTests.class)
 * class FencesTest {
 *     @ArchTest
 *     static final ArchTests fences = ArchTests.in(Fences.class);
 * }
 * }</pre>
 */
public final class Fences {
    private static final String ROOT = "jp.go.jica.partnerships";
    private static final Pattern SERVICE =
            Pattern.compile(Pattern.quote(ROOT) + "\\.(programs|agreements|participants|reporting)(\\..*)?");
    private static final String[] ADAPTERS = {ROOT + ".*.*.rest..", ROOT + ".*.*.messaging.."};
    private static final String PRODUCER = "jakarta.enterprise.inject.Produces";

    private static final Map<String, Set<String>> UNREPEATABLE = Map.of(
            "java.time.Instant", Set.of("now"),
            "java.time.LocalDate", Set.of("now"),
            "java.time.LocalDateTime", Set.of("now"),
            "java.time.OffsetDateTime", Set.of("now"),
            "java.time.ZonedDateTime", Set.of("now"),
            "java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system"),
            "java.lang.System", Set.of("currentTimeMillis"),
            "java.lang.Math", Set.of("random"),
            "java.util.UUID", Set.of("randomUUID"));

    private Fences() {}

    @ArchTest
    public static final ArchRule FEATURES_KNOW_NEITHER_HTTP_NOR_THE_BUS = noClasses()
            .that(stand("at a feature's root"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.ws.rs..",
                    "org.jboss.resteasy..",
                    "io.smallrye..",
                    "org.eclipse.microprofile.reactive.messaging..")
            .because("domain and use cases stay the same when a transport changes; rest/ and messaging/ adapt")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule FEATURES_DO_NOT_KNOW_THEIR_ADAPTERS = noClasses()
            .that(stand("at a feature's root"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ADAPTERS)
            .because("adapters depend on what they adapt")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule TRANSPORTS_ARE_MET_IN_ADAPTERS_ONLY = noClasses()
            .that(resideInAnyPackage(ROOT + ".*.*.messaging.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".*.*.rest..")
            .because("two adapters of one feature meet in the feature")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule SERVICES_DO_NOT_KNOW_EACH_OTHER = classes()
            .should(knowNoOtherService())
            .because("services share schemas and reference data, never classes")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule DEPENDENCIES_COME_BY_THE_CONSTRUCTOR = noFields()
            .should()
            .beAnnotatedWith("jakarta.inject.Inject")
            .orShould()
            .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
            .because("what a class needs is then told by its constructor and given by a test without a container")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule TIME_IDS_AND_CHANCE_ARE_INJECTED = classes()
            .should(never(accessTargetWhere(givesSomethingElseEachTime())))
            .because("a test could not repeat what happened; only a CDI producer method may ask the system")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule LOGGING_GOES_THROUGH_ONE_DOOR =
            NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.allowEmptyShould(true);

    @ArchTest
    public static final ArchRule NOTHING_IS_PRINTED = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.allowEmptyShould(true);

    @ArchTest
    public static final ArchRule EVERY_POST_CAN_BE_REPEATED = methods()
            .that()
            .areAnnotatedWith("jakarta.ws.rs.POST")
            .should()
            .beAnnotatedWith(ROOT + ".conventions.idempotency.Idempotent")
            .andShould()
            .haveRawReturnType("jakarta.ws.rs.core.Response")
            .because("a caller who got no answer sends the same request again, and it must not be done twice")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule COMMANDS_JOIN_THE_TRANSACTION_THAT_IS_THERE = noClasses()
            .that(stand("at a feature's root"))
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.quarkus.narayana.jta.QuarkusTransaction")
            .because("the answer under an Idempotency-Key is stored with the change or not at all")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule NAMES_SAY_WHAT_A_THING_IS = noClasses()
            .should()
            .haveNameMatching(".*\\.[A-Za-z0-9]*(Util|Utils|Helper|Helpers|Manager|Impl)")
            .orShould()
            .resideInAnyPackage(
                    ROOT + "..util..", ROOT + "..utils..", ROOT + "..common..", ROOT + "..misc..", ROOT + "..base..")
            .because("if no name fits, the thing is two things")
            .allowEmptyShould(true);

    private static DescribedPredicate<JavaClass> stand(String where) {
        return describe("stand " + where, (JavaClass c) -> serviceOf(c).isPresent())
                .and(resideOutsideOfPackages(ADAPTERS))
                .as("stand " + where);
    }

    private static DescribedPredicate<JavaAccess<?>> givesSomethingElseEachTime() {
        return describe("it gives something else each time", access -> {
            String owner = access.getTargetOwner().getName();
            boolean unrepeatable =
                    UNREPEATABLE.getOrDefault(owner, Set.of()).contains(access.getName()) && takesNoClock(access);
            return unrepeatable && !isProducer(access.getOrigin());
        });
    }

    /** {@code Instant.now(clock)} is what the rule asks for. */
    private static boolean takesNoClock(JavaAccess<?> access) {
        return !access.getTarget().getFullName().contains("(java.time.Clock)");
    }

    private static boolean isProducer(JavaCodeUnit origin) {
        return origin.isAnnotatedWith(PRODUCER);
    }

    private static ArchCondition<JavaClass> knowNoOtherService() {
        return new ArchCondition<>("know no other service") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
                    Optional<String> other = serviceOf(dependency.getTargetClass());
                    if (other.isPresent() && !other.equals(serviceOf(item))) {
                        events.add(SimpleConditionEvent.violated(item, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static Optional<String> serviceOf(JavaClass type) {
        Matcher matcher = SERVICE.matcher(type.getPackageName());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
