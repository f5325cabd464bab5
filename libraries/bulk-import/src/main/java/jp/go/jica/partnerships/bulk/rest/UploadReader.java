package jp.go.jica.partnerships.bulk.rest;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.util.UUID;
import jp.go.jica.partnerships.bulk.Uploads;
import jp.go.jica.partnerships.bulk.csv.DeclaredCharset;

/**
 * Stores a file while it comes, before the transaction of its request begins; and deletes it with the answer if nothing
 * took it: the request was refused, or it was the repetition of another one.
 */
@Provider
@Consumes(CsvOrJson.CSV)
public class UploadReader implements MessageBodyReader<Upload>, ContainerResponseFilter {

    private static final String LEFT = UploadReader.class.getName();

    private final Uploads uploads;
    private final CurrentVertxRequest request;

    public UploadReader(Uploads uploads, CurrentVertxRequest request) {
        this.uploads = uploads;
        this.request = request;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Upload.class;
    }

    @Override
    public Upload readFrom(
            Class<Upload> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        Charset charset = DeclaredCharset.of(mediaType.getParameters().get(MediaType.CHARSET_PARAMETER))
                .orElseThrow(NotSupportedException::new);
        Upload upload = new Upload(uploads.receive(body), charset.name());
        request.getCurrent().put(LEFT, upload.id());
        return upload;
    }

    /** To be called by who keeps the file from now on. */
    void taken() {
        request.getCurrent().remove(LEFT);
    }

    @Override
    public void filter(ContainerRequestContext asked, ContainerResponseContext answer) {
        UUID left = request.getCurrent() == null ? null : request.getCurrent().remove(LEFT);
        if (left != null) {
            uploads.delete(left);
        }
    }
}
