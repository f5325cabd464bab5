package jp.go.jica.partnerships.systemtests;

import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * One system for all classes, stopped after the last; on a failure it shows what the parts logged last. With
 * {@code -Dsystem.running=true} it is one that runs already.
 */
final class LocalSystemExtension implements ParameterResolver, TestWatcher {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(LocalSystemExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalSystem.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return shared(context).system();
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        System.err.println(context.getDisplayName() + " failed. What the parts logged last:");
        System.err.println(shared(context).system().tails());
    }

    private static Shared shared(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Shared.class, key -> new Shared(), Shared.class);
    }

    /** Started once: where that failed, every test fails at once and for the same reason. */
    private static final class Shared implements AutoCloseable {

        private final FutureTask<LocalSystem> start = new FutureTask<>(
                () -> Boolean.getBoolean("system.running") ? LocalSystem.running() : LocalSystem.start());
        private @Nullable LocalSystem started;

        LocalSystem system() {
            start.run();
            try {
                started = start.get();
                return started;
            } catch (Exception e) {
                throw new IllegalStateException("The system did not start", e);
            }
        }

        @Override
        public void close() {
            if (started != null) {
                started.stop();
            }
        }
    }
}
