package jp.go.jica.partnerships.conventions.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import jp.go.jica.partnerships.conventions.Refusal;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses a body over the limit: by its announced length before it is read, and otherwise as soon as it grows over it. */
@Provider
@Priority(1) // Before anything else is done for the request.
public class BodySize implements ContainerRequestFilter, ReaderInterceptor {

    private final ResourceInfo resource;
    private final long longestBody;
    private final long longestFile;

    public BodySize(
            ResourceInfo resource,
            @ConfigProperty(name = "partnerships.max-body-bytes") long longestBody,
            @ConfigProperty(name = "partnerships.max-file-bytes") long longestFile) {
        this.resource = resource;
        this.longestBody = longestBody;
        this.longestFile = longestFile;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        // Announced as a text; getLength() would cut it to an int.
        String announced = request.getHeaderString("Content-Length");
        if (announced != null && (announced.length() > 18 || Long.parseLong(announced) > most())) {
            throw Refusal.tooLarge(most());
        }
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new Limited(context.getInputStream(), most()));
        return context.proceed();
    }

    private long most() {
        Method method = resource.getResourceMethod();
        return method != null && method.isAnnotationPresent(TakesFile.class) ? longestFile : longestBody;
    }

    private static final class Limited extends FilterInputStream {

        private final long most;
        private long read;

        Limited(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int n = super.read(into, offset, length);
            count(Math.max(n, 0));
            return n;
        }

        private void count(int n) {
            read += n;
            if (read > most) {
                throw Refusal.tooLarge(most);
            }
        }
    }
}
