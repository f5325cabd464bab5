package jp.go.jica.partnerships.testing;

import io.quarkus.test.common.QuarkusTestResourceConfigurableLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Brings {@link RunningServers} and the verification of {@link Tokens} to a service under test. */
public final class RealServers implements QuarkusTestResourceConfigurableLifecycleManager<WithRealServers> {
    // 32 bytes in base64, the same in every run.
    private static final String SECRET = "dGhlIHNlY3JldCBvZiBhbGwgdGVzdHMsIDMyIGJ5dGU=";

    // A Tink keyset of one AES-256-GCM key in base64, the same in every run.
    private static final String KEYSET =
            "eyJwcmltYXJ5S2V5SWQiOjEsImtleSI6W3sia2V5RGF0YSI6eyJ0eXBlVXJsIjoidHlwZS5nb29nbGVhcGlzLmNvbS9nb29nbGUu"
                    + "Y3J5cHRvLnRpbmsuQWVzR2NtS2V5IiwidmFsdWUiOiJHaUIwYUdVZ2EyVjVJRzltSUdGc2JDQjBaWE4wY3l3Z016SWdZbmwwWlhN"
                    + "aElRPT0iLCJrZXlNYXRlcmlhbFR5cGUiOiJTWU1NRVRSSUMifSwic3RhdHVzIjoiRU5BQkxFRCIsImtleUlkIjoxLCJvdXRwdXRQ"
                    + "cmVmaXhUeXBlIjoiVElOSyJ9XX0=";

    private @Nullable String service;
    private @Nullable RunningServers servers;
    private final CollectedSpans spans = new CollectedSpans();

    @Override
    public void init(WithRealServers annotation) {
        service = annotation.service();
    }

    @Override
    public Map<String, String> start() {
        RunningServers started = RunningServers.start(Objects.requireNonNull(service, "init comes first"));
        servers = started;
        Map<String, String> configuration = new HashMap<>(started.configuration());
        configuration.put("quarkus.oidc.public-key", Tokens.publicKey());
        // With a key there is no issuer to ask, so its address is emptied.
        configuration.put("quarkus.oidc.auth-server-url", "");
        configuration.put("quarkus.oidc.token.issuer", Tokens.ISSUER);
        configuration.put("quarkus.oidc.token.audience", Tokens.AUDIENCE);
        configuration.put("partnerships.secret", SECRET);
        configuration.put("partnerships.personal-data.keyset", KEYSET);
        // 4 MiB, so that a file over the limit is quickly sent.
        configuration.put("partnerships.max-file-bytes", "4194304");
        configuration.put("quarkus.http.test-port", "0");
        configuration.put("quarkus.otel.exporter.otlp.endpoint", spans.endpoint());
        configuration.put("quarkus.otel.exporter.otlp.protocol", "http/protobuf");
        configuration.put("quarkus.otel.bsp.schedule.delay", "100ms");
        return configuration;
    }

    @Override
    public void inject(TestInjector injector) {
        RunningServers started = Objects.requireNonNull(servers, "start comes first");
        fill(injector, ServiceDatabase.class, started.database());
        fill(injector, EventPublisher.class, started.publisher());
        fill(injector, RunningServers.class, started);
        fill(injector, CollectedSpans.class, spans);
    }

    private static <T> void fill(TestInjector injector, Class<T> type, T value) {
        injector.injectIntoFields(value, new TestInjector.AnnotatedAndMatchesType(FromServers.class, type));
    }

    @Override
    public void stop() {
        spans.close();
        if (servers != null) {
            servers.close();
        }
    }
}
