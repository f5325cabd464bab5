package jp.go.jica.partnerships.conventions.rest;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import jp.go.jica.partnerships.conventions.Refusal;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Refuses a query parameter that the called method does not declare: a misspelt filter that is passed over would
 * answer with numbers that look right. A method that takes {@link UriInfo} checks its parameters itself.
 */
@Provider
public class KnownQueryParameters implements ContainerRequestFilter {

    private final ResourceInfo resource;
    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    public KnownQueryParameters(ResourceInfo resource) {
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Method method = resource.getResourceMethod();
        Set<String> asked = request.getUriInfo().getQueryParameters().keySet();
        if (asked.isEmpty() || takesAny(method)) {
            return;
        }
        Set<String> names = known.computeIfAbsent(method, KnownQueryParameters::names);
        for (String name : asked) {
            if (!names.contains(name)) {
                throw Refusal.invalid(
                        "unknown-query-parameter",
                        "?" + name,
                        names.isEmpty() ? "No query parameter is taken here" : "Known here are %s".formatted(names));
            }
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

    private static Set<String> names(Method method) {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            QueryParam query = parameter.getAnnotation(QueryParam.class);
            RestQuery restQuery = parameter.getAnnotation(RestQuery.class);
            if (query != null) {
                names.add(query.value());
            } else if (restQuery != null) {
                names.add(restQuery.value().isEmpty() ? parameter.getName() : restQuery.value());
            }
        }
        return names;
    }
}
