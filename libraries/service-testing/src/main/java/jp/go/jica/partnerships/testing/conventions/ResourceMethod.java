package jp.go.jica.partnerships.testing.conventions;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One operation of a service, read from its resource class.
 *
 * @param consumes the media type of its body
 * @param permissions of which one is needed; empty if any good token is enough
 * @param open whether not even a token is needed
 */
record ResourceMethod(String method, String path, String consumes, Set<String> permissions, boolean open) {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    /** All operations of the service and of what the libraries add to it, by path. */
    static List<ResourceMethod> of(String service) {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(
                                "jp.go.jica.partnerships." + service,
                                "jp.go.jica.partnerships.conventions",
                                "jp.go.jica.partnerships.bulk",
                                "jp.go.jica.partnerships.digest")
                        .stream()
                        .filter(type -> type.isAnnotatedWith("jakarta.ws.rs.Path"))
                        .flatMap(ResourceMethod::of)
                        // Two methods that answer the same in two forms are one operation.
                        .distinct()
                        .sorted(Comparator.comparing(ResourceMethod::path).thenComparing(ResourceMethod::method))
                        .toList();
    }

    /** Whether one of the permissions is enough. */
    boolean allows(Set<String> granted) {
        return open || permissions.isEmpty() || granted.stream().anyMatch(permissions::contains);
    }

    String name() {
        return method + " " + path;
    }

    private static Stream<ResourceMethod> of(JavaClass resource) {
        return resource.getMethods().stream()
                .flatMap(method -> METHODS.stream()
                        .filter(verb -> method.isAnnotatedWith("jakarta.ws.rs." + verb))
                        .map(verb -> of(verb, resource, method)));
    }

    private static ResourceMethod of(String verb, JavaClass resource, JavaMethod method) {
        String path = Stream.of(
                        text(resource.tryGetAnnotationOfType("jakarta.ws.rs.Path")),
                        text(method.tryGetAnnotationOfType("jakarta.ws.rs.Path")))
                // {id:expression} is the parameter id.
                .map(part -> part.replaceAll("^/|/$", "").replaceAll("\\{(\\w+):[^/]*\\}", "{$1}"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/", "/", ""));
        String consumes = Stream.of(
                        text(method.tryGetAnnotationOfType("jakarta.ws.rs.Consumes")),
                        text(resource.tryGetAnnotationOfType("jakarta.ws.rs.Consumes")))
                .filter(type -> !type.isEmpty())
                .findFirst()
                .orElse("application/json");
        Optional<Access> access = Access.of(annotations(method.getAnnotations()))
                .or(() -> Access.of(annotations(resource.getAnnotations())));
        Access stated =
                access.orElseThrow(() -> new AssertionError("%s %s does not say who may use it".formatted(verb, path)));
        return new ResourceMethod(verb, path, consumes, stated.permissions(), stated.open());
    }

    private static Map<String, JavaAnnotation<?>> annotations(Set<? extends JavaAnnotation<?>> annotations) {
        return annotations.stream()
                .collect(Collectors.toMap(annotation -> annotation.getRawType().getName(), annotation -> annotation));
    }

    private static String text(Optional<? extends JavaAnnotation<?>> annotation) {
        return annotation
                .flatMap(found -> found.get("value"))
                .map(value -> value instanceof Object[] several ? String.valueOf(several[0]) : String.valueOf(value))
                .orElse("");
    }

    private record Access(Set<String> permissions, boolean open) {

        static Optional<Access> of(Map<String, JavaAnnotation<?>> annotations) {
            if (annotations.containsKey("jakarta.annotation.security.PermitAll")) {
                return Optional.of(new Access(Set.of(), true));
            }
            if (annotations.containsKey("io.quarkus.security.Authenticated")) {
                return Optional.of(new Access(Set.of(), false));
            }
            return Optional.ofNullable(annotations.get("jakarta.annotation.security.RolesAllowed"))
                    .flatMap(roles -> roles.get("value"))
                    .map(value -> new Access(
                            value instanceof String[] several ? Set.of(several) : Set.of(String.valueOf(value)),
                            false));
        }
    }
}
