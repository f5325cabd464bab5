package jp.go.jica.partnerships.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code ./dev token}: prints a bearer token with the claims that are asked for, and nothing else. */
final class TokenCommand {
    /** OAuth 2 asks for a client; the local issuer takes any. */
    private static final String CLIENT = "grant_type=client_credentials&client_id=dev&client_secret=dev";

    private final String issuer;
    private final Console console;

    TokenCommand(String issuer, Console console) {
        this.issuer = issuer;
        this.console = console;
    }

    /** @param options {@code --role}, {@code --office}, {@code --scope} (each repeatable) and {@code --subject} */
    void run(List<String> options) throws IOException, InterruptedException {
        HttpResponse<String> answer;
        try {
            answer = Http.post(
                    issuer + "/token", "application/x-www-form-urlencoded", CLIENT + "&" + form(claims(options)));
        } catch (IOException away) {
            throw new Refused("The token issuer does not answer at " + issuer + ". Is ./dev up running?");
        }
        if (answer.statusCode() != 200) {
            throw new Refused("The token issuer refused: " + answer.body());
        }
        console.print(
                new ObjectMapper().readTree(answer.body()).path("access_token").asText());
    }

    /** The fields of the request: lists are joined by spaces, as OAuth 2 does with scopes. */
    static Map<String, String> claims(List<String> options) {
        List<String> roles = values(options, "--role");
        List<String> offices = values(options, "--office");
        if (roles.isEmpty()) {
            throw new Refused("A token needs a role: ./dev token --role recorder --office SKK");
        }
        List<String> subjects = values(options, "--subject");
        List<String> usual = new ArrayList<>(roles.subList(0, 1));
        usual.addAll(offices.subList(0, Math.min(1, offices.size())));
        Map<String, String> claims = new TreeMap<>();
        claims.put("subject", subjects.isEmpty() ? String.join("-", usual) : subjects.get(0));
        claims.put("roles", String.join(" ", roles));
        if (!offices.isEmpty()) {
            claims.put("offices", String.join(" ", offices));
        }
        List<String> scopes = values(options, "--scope");
        if (!scopes.isEmpty()) {
            claims.put("scope", String.join(" ", scopes));
        }
        return claims;
    }

    private static List<String> values(List<String> options, String name) {
        List<String> known = List.of("--role", "--office", "--scope", "--subject");
        List<String> values = new ArrayList<>();
        for (int i = 0; i < options.size(); i += 2) {
            if (!known.contains(options.get(i)) || i + 1 == options.size()) {
                throw new Refused("Not understood: " + options.get(i)
                        + ". ./dev token takes --role, --office, --scope and --subject, each with a value");
            }
            if (options.get(i).equals(name)) {
                values.add(options.get(i + 1));
            }
        }
        return values;
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
