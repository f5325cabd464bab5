package jp.go.jica.partnerships.testing.sample;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

@Path("/notes")
@RolesAllowed("recorder")
public class NoteResource {
    private final DataSource dataSource;
    private final JsonWebToken token;

    NoteResource(DataSource dataSource, JsonWebToken token) {
        this.dataSource = dataSource;
        this.token = token;
    }

    @POST
    @Path("{id}")
    public void add(@PathParam("id") int id, String text) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into note values (?, ?)")) {
            insert.setInt(1, id);
            insert.setString(2, text);
            insert.executeUpdate();
        }
    }

    @ServerExceptionMapper
    public RestResponse<Void> unavailable(SQLException e) {
        return RestResponse.status(RestResponse.Status.SERVICE_UNAVAILABLE);
    }

    @GET
    @Path("count")
    public int count() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select count(*) from note")) {
            result.next();
            return result.getInt(1);
        }
    }

    @GET
    @Path("caller")
    public String caller() {
        return token.getSubject() + " of " + token.getClaim("offices");
    }
}
