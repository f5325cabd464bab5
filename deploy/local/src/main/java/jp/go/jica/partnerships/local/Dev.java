package jp.go.jica.partnerships.local;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the dev script starts: one command with its options. */
public final class Dev {
    private Dev() {}

    public static void main(String[] arguments) throws Exception {
        Console console = new Console(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        List<String> options = List.of(arguments).subList(1, arguments.length);
        try {
            run(arguments[0], options, console);
        } catch (Refused refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    private static void run(String command, List<String> options, Console console) throws Exception {
        Checkout checkout = Checkout.ofThisProcess();
        switch (command) {
            case "up" -> new UpCommand(checkout, console).run(options);
            case "down" -> new DownCommand(checkout, console).run();
            case "status" -> System.exit(new StatusCommand(checkout, console).run() ? 0 : 1);
            case "logs" -> new LogsCommand(checkout, console).run(options);
            case "token" ->
                new TokenCommand(Ports.ofRunningSystem(checkout).http(Port.ISSUER) + "/partnerships", console)
                        .run(options);
            default -> throw new Refused("Not understood: " + command + ". ./dev help lists the commands");
        }
    }
}
