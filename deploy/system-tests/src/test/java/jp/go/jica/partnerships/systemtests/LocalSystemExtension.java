package jp.go.jica.partnerships.systemtests;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/** One system for all classes, stopped after the last; on a failure it shows what the parts logged last. */
final class LocalSystemExtension implements ParameterResolver, TestWatcher {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(LocalSystemExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalSystem.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running(context).system();
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        System.err.println(context.getDisplayName() + " failed. What the parts logged last:");
        System.err.println(running(context).system().tails());
    }

    private static Running running(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Running.class, key -> Running.start(), Running.class);
    }

    private record Running(LocalSystem system, Thread whenKilled) implements AutoCloseable {

        static Running start() {
            LocalSystem system = LocalSystem.start();
            Thread whenKilled = new Thread(system::stop);
            Runtime.getRuntime().addShutdownHook(whenKilled);
            return new Running(system, whenKilled);
        }

        @Override
        public void close() {
            Runtime.getRuntime().removeShutdownHook(whenKilled);
            system.stop();
        }
    }
}
