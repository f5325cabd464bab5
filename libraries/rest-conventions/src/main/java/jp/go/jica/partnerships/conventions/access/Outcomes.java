package jp.go.jica.partnerships.conventions.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.regex.Pattern;
import jp.go.jica.partnerships.journal.TraceParent;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts what became of each command, and counts and logs each 401 and 403, so that somebody who tries doors is seen. Only
 * what cannot hold personal data is told: the route's template, never the path or its query, and the subject's id, never
 * a name or the token.
 */
@Provider
public class Outcomes implements ContainerResponseFilter {

    private static final Logger LOG = Logger.getLogger(Outcomes.class);
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x21-\\x7e]");
    private static final int LONGEST_SUBJECT = 128;
    private static final Set<String> COMMANDS = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final MeterRegistry meters;
    private final ResourceInfo resource;
    private final CurrentVertxRequest current;

    public Outcomes(MeterRegistry meters, ResourceInfo resource, CurrentVertxRequest current) {
        this.meters = meters;
        this.resource = resource;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        int status = response.getStatus();
        String operation = operation(request.getMethod());
        String reason = reason(response.getEntity());
        if (COMMANDS.contains(request.getMethod())) {
            meters.counter("partnerships.commands", "operation", operation, "outcome", status < 400 ? "done" : reason)
                    .increment();
        }
        if (status == 401 || status == 403) {
            refused(status, operation, reason);
        }
    }

    private void refused(int status, String operation, String reason) {
        meters.counter(
                        "partnerships.refusals",
                        "status",
                        Integer.toString(status),
                        "operation",
                        operation,
                        "reason",
                        reason)
                .increment();
        LOG.infof(
                "Refused with %d %s: %s, subject %s, trace %s",
                status, reason, operation, subject(), TraceParent.currentTraceId());
    }

    private String operation(String httpMethod) {
        Method method = resource.getResourceMethod();
        return method == null ? "none" : httpMethod + " " + path(method.getDeclaringClass()) + path(method);
    }

    private static String path(AnnotatedElement annotated) {
        Path path = annotated.getAnnotation(Path.class);
        return path == null ? "" : path.value().replaceFirst("^/?", "/");
    }

    private static String reason(@Nullable Object body) {
        if (body instanceof HttpProblem problem && problem.getType() != null) {
            String type = problem.getType().toString();
            return type.substring(type.lastIndexOf('/') + 1);
        }
        return "none";
    }

    private String subject() {
        if (current.getCurrent() != null
                && current.getCurrent().user() instanceof QuarkusHttpUser user
                && user.getSecurityIdentity().getPrincipal() instanceof JsonWebToken token
                && token.getSubject() != null) {
            String id = UNPRINTABLE.matcher(token.getSubject()).replaceAll("?");
            return id.length() <= LONGEST_SUBJECT ? id : id.substring(0, LONGEST_SUBJECT);
        }
        return "unknown";
    }
}
