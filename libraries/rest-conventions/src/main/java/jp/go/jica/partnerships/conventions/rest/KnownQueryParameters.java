package jp.go.jica.partnerships.conventions.rest;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import jp.go.jica.partnerships.conventions.Refusal;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Refuses a query parameter that the called method does not declare, one without a value, and a second value where one
 * is taken: a filter that is passed over would answer with numbers that look right. A method that takes {@link UriInfo}
 * checks the names of its parameters, and how often they are given, itself.
 */
@Provider
public class KnownQueryParameters implements ContainerRequestFilter {

    private final ResourceInfo resource;
    private final Map<Method, Map<String, Boolean>> known = new ConcurrentHashMap<>();

    public KnownQueryParameters(ResourceInfo resource) {
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Map<String, List<String>> asked = request.getUriInfo().getQueryParameters();
        if (asked.isEmpty()) {
            return;
        }
        Method method = resource.getResourceMethod();
        if (!takesAny(method)) {
            Map<String, Boolean> repeatable = known.computeIfAbsent(method, KnownQueryParameters::repeatableByName);
            asked.forEach((name, values) -> check(name, values, repeatable));
        }
        // The framework takes an empty text for an absent one.
        asked.forEach((name, values) -> {
            if (values.contains("")) {
                throw Refusal.invalid("empty-query-parameter", "?" + name, "A value is wanted");
            }
        });
    }

    private static void check(String name, List<String> values, Map<String, Boolean> repeatable) {
        Boolean several = repeatable.get(name);
        if (several == null) {
            throw Refusal.invalid(
                    "unknown-query-parameter",
                    "?" + name,
                    repeatable.isEmpty()
                            ? "No query parameter is taken here"
                            : "Known here are %s".formatted(repeatable.keySet()));
        }
        if (!several && values.size() > 1) {
            throw Refusal.invalid("repeated-query-parameter", "?" + name, name + " is given once at most");
        }
    }

    private static boolean takesAny(Method method) {
        for (Class<?> type : method.getParameterTypes()) {
            if (type == UriInfo.class) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Boolean> repeatableByName(Method method) {
        Map<String, Boolean> repeatable = new TreeMap<>();
        for (Parameter parameter : method.getParameters()) {
            QueryParam query = parameter.getAnnotation(QueryParam.class);
            RestQuery restQuery = parameter.getAnnotation(RestQuery.class);
            boolean several = Collection.class.isAssignableFrom(parameter.getType());
            if (query != null) {
                repeatable.put(query.value(), several);
            } else if (restQuery != null) {
                repeatable.put(restQuery.value().isEmpty() ? parameter.getName() : restQuery.value(), several);
            }
        }
        return repeatable;
    }
}
