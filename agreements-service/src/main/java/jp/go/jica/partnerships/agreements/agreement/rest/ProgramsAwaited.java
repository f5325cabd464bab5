package jp.go.jica.partnerships.agreements.agreement.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.agreements.agreement.ActivityDetails;
import jp.go.jica.partnerships.agreements.programreplica.ProgramReplica;
import jp.go.jica.partnerships.conventions.EventVersion;

/** Behind the check of the body's form and before the transaction of a request under a key. */
@AwaitsPrograms
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_AFTER + 850)
class ProgramsAwaited {

    // As many as an activity takes; what names more is refused by what it has too many of.
    private static final int MOST = 50;

    private final ProgramReplica programs;
    private final CurrentVertxRequest request;
    private final ObjectMapper json;

    ProgramsAwaited(ProgramReplica programs, CurrentVertxRequest request, ObjectMapper json) {
        this.programs = programs;
        this.request = request;
        this.json = json;
    }

    @AroundInvoke
    Object await(InvocationContext call) throws Exception {
        List<EventVersion> sees = EventVersion.seen(request.getCurrent().queryParam("sees"), "programs", "agreements");
        List<UUID> named = List.of();
        for (Object argument : call.getParameters()) {
            if (argument instanceof ActivityDetails stated) {
                named = stated.programIds();
            } else if (argument instanceof String text && text.stripLeading().startsWith("{")) {
                // A merge patch; what is a header or a parameter has no brace.
                named = named(text);
            }
        }
        programs.await(named.size() <= MOST ? named : List.of(), sees);
        return call.proceed();
    }

    // What cannot be read is refused by whoever applies the patch.
    private List<UUID> named(String patch) {
        List<UUID> ids = new ArrayList<>();
        try {
            for (JsonNode activity : json.readTree(patch).path("activities")) {
                for (JsonNode id : activity.path("programIds")) {
                    ids.add(UUID.fromString(id.asText()));
                }
            }
        } catch (JsonProcessingException | IllegalArgumentException unreadable) {
            return List.of();
        }
        return ids;
    }
}
