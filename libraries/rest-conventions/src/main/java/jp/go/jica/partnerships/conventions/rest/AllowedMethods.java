package jp.go.jica.partnerships.conventions.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which methods a path takes, by the annotations of the resources; the framework's 405 does not say it. */
@ApplicationScoped
public class AllowedMethods {

    private record Taken(Pattern path, int parameters, String method) {}

    private final List<Taken> taken = new ArrayList<>();

    public AllowedMethods(BeanManager beans) {
        for (var bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Path root = bean.getBeanClass().getAnnotation(Path.class);
            if (root != null) {
                for (Method method : bean.getBeanClass().getMethods()) {
                    add(root, method);
                }
            }
        }
    }

    private void add(Path root, Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                Path below = method.getAnnotation(Path.class);
                String template = root.value() + "/" + (below == null ? "" : below.value());
                int parameters = (int) segments(template)
                        .filter(segment -> segment.startsWith("{"))
                        .count();
                taken.add(new Taken(pattern(template), parameters, verb.value()));
            }
        }
    }

    // {id} is one segment; {id: expression} is what the expression says.
    private static Pattern pattern(String template) {
        return Pattern.compile(segments(template)
                .map(segment -> segment.startsWith("{")
                        ? segment.contains(":")
                                ? segment.substring(segment.indexOf(':') + 1, segment.length() - 1)
                                        .strip()
                                : "[^/]+"
                        : Pattern.quote(segment))
                .collect(Collectors.joining("/")));
    }

    private static Stream<String> segments(String path) {
        return Pattern.compile("/").splitAsStream(path).filter(segment -> !segment.isEmpty());
    }

    /** For the header {@code Allow}; empty where nothing is at the path. */
    public Set<String> at(String path) {
        String plain = segments(Objects.requireNonNull(path)).collect(Collectors.joining("/"));
        List<Taken> matching = taken.stream()
                .filter(each -> each.path.matcher(plain).matches())
                .toList();
        // A path that is written out goes before one with a parameter in its place.
        int fewest = matching.stream().mapToInt(Taken::parameters).min().orElse(0);
        Set<String> methods = matching.stream()
                .filter(each -> each.parameters == fewest)
                .map(Taken::method)
                .collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        if (!methods.isEmpty()) {
            methods.add(HttpMethod.OPTIONS);
        }
        return methods;
    }
}
