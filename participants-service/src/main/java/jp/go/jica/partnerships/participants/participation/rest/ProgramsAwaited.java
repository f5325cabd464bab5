package jp.go.jica.partnerships.participants.participation.rest;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jp.go.jica.partnerships.participants.participation.NewParticipation;
import jp.go.jica.partnerships.participants.programreplica.ProgramArrivals;
import jp.go.jica.partnerships.participants.programreplica.ProgramVersion;

/** Behind the check of the body's form and before the transaction of a request under a key. */
@AwaitsPrograms
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_AFTER + 850)
class ProgramsAwaited {

    private final ProgramArrivals arrivals;
    private final CurrentVertxRequest request;

    ProgramsAwaited(ProgramArrivals arrivals, CurrentVertxRequest request) {
        this.arrivals = arrivals;
        this.request = request;
    }

    @AroundInvoke
    Object await(InvocationContext call) throws Exception {
        arrivals.await(ProgramVersion.parse(request.getCurrent().queryParam("sees")));
        for (Object argument : call.getParameters()) {
            if (argument instanceof NewParticipation stated) {
                arrivals.awaitRun(stated.programRunId());
            }
        }
        return call.proceed();
    }
}
