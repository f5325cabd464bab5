package jp.go.jica.partnerships.conventions.rest;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jp.go.jica.partnerships.conventions.ProblemType;
import jp.go.jica.partnerships.conventions.Refusal;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A page for each problem type, at the address that is the type's name. */
@Path("/problems/{slug}")
@PermitAll
@Tag(name = "Problems")
public class ProblemPages {

    /**
     * What a problem type means.
     *
     * @param meaning what has happened
     * @param remedy what the caller can do
     */
    public record Explanation(String type, int status, String title, String meaning, String remedy) {}

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public String page(@PathParam("slug") String slug) {
        Explanation problem = explanation(slug);
        return """
                <!DOCTYPE html>
                <html lang="en">
                <title>%2$s</title>
                <h1>%2$s</h1>
                <p>Problem type <code>%1$s</code>, status %3$d
                <p>%4$s
                <h2>What to do</h2>
                <p>%5$s
                </html>
                """.formatted(problem.type, problem.title, problem.status, problem.meaning, problem.remedy);
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Explain a problem type", description = "Also as a page for people, with Accept: text/html.")
    public Explanation explanation(@PathParam("slug") String slug) {
        ProblemType type = ProblemType.ofSlug(slug).orElseThrow(Refusal::notFound);
        return new Explanation(type.uri(), type.status(), type.title(), type.meaning(), type.remedy());
    }
}
