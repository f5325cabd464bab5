package jp.go.jica.partnerships.systemtests.load;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import jp.go.jica.partnerships.systemtests.client.Addresses;
import jp.go.jica.partnerships.systemtests.client.Client;
import jp.go.jica.partnerships.systemtests.client.UnexpectedAnswer;
import jp.go.jica.partnerships.systemtests.client.Unreachable;
import jp.go.jica.partnerships.systemtests.plan.AnnualReport2015;

/**
 * {@code ./dev load annual-report-2015}: brings the data set into the running local system. Ends with 0 when the annual
 * report then says what it should, 1 when not or when a service refused something, 2 when called wrongly.
 */
public final class LoadCommand {

    // More of them only wait for the two cores that the services share with the database.
    private static final int REQUESTS_IN_FLIGHT = 12;
    // Whoever forgot to start the system is to be told so at once.
    private static final Duration PATIENCE_AT_FIRST = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private LoadCommand() {}

    public static void main(String[] arguments) throws InterruptedException {
        // The console's own encoding cannot always write Japanese.
        PrintStream console = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(arguments, console, Addresses.ofLocalSystem()));
    }

    static int run(String[] arguments, PrintStream console, Addresses addresses) throws InterruptedException {
        if (arguments.length != 1 || !arguments[0].equals(AnnualReport2015.NAME)) {
            console.println("Usage: ./dev load " + AnnualReport2015.NAME);
            return 2;
        }
        Clock clock = Clock.systemUTC();
        try {
            new AnnualFigures(new Client(addresses, PATIENCE_AT_FIRST, change -> {}, clock), addresses).areThere();
            return load(console, addresses, new Client(addresses, PATIENCE, change -> {}, clock), clock);
        } catch (Unreachable e) {
            console.println(e.getMessage() + ". Is the system running? Start it with ./dev up");
        } catch (UnexpectedAnswer e) {
            console.println("Refused: " + e.getMessage());
            console.println("What was taken stays. The same command goes on from there.");
        }
        return 1;
    }

    private static int load(PrintStream console, Addresses addresses, Client client, Clock clock)
            throws InterruptedException {
        Tally tally = new Tally(console::println, System::nanoTime);
        Loader.load(AnnualReport2015.plan(), client, addresses, REQUESTS_IN_FLIGHT, tally);
        console.printf("Loaded: %s; %,d records were there before%n", tally.rate(), tally.found());
        AnnualFigures.Page page = new AnnualFigures(client, addresses).after(clock.instant(), PATIENCE);
        page.lines().forEach(console::println);
        return page.right() ? 0 : 1;
    }
}
