package jp.go.jica.partnerships.reporting.disclosure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * Sees all tables by one attribute and everything that is public without it, and reckons by linear programming what each
 * withheld cell may be. What it does not know is how many participations with the same groups have which value; how many
 * there are with the same groups is public.
 */
final class Intruder {

    private static final double EXACT = 1e-6;

    private final Set<WithheldCell> withheld;
    private final Map<WithheldCell, Integer> cells = new LinkedHashMap<>();
    private final Map<WithheldCell, Set<String>> persons = new HashMap<>();
    private final Map<List<String>, Integer> profiles = new LinkedHashMap<>();
    private final Map<List<String>, Integer> sizes = new HashMap<>();
    private final Set<String> values = new TreeSet<>();

    /** The least and the greatest value that fit. */
    record Interval(double least, double greatest) {

        boolean isAtLeast(double width) {
            return greatest - least > width - EXACT;
        }

        /** Of a cell that is not zero. */
        Interval notZero() {
            return new Interval(Math.max(1, least), greatest);
        }
    }

    /** A system of equations, with the unknown numbers that make up each cell. */
    private record Equations(ExpressionsBasedModel model, Map<WithheldCell, List<Variable>> unknown) {}

    Intruder(List<Participation> truth, Set<WithheldCell> withheld) {
        this.withheld = withheld;
        truth.forEach(each -> values.add(each.value()));
        withheld.forEach(each -> values.add(each.value()));
        for (Participation each : truth) {
            profiles.merge(each.groups(), 1, Integer::sum);
        }
        for (List<String> groups : profiles.keySet()) {
            for (String value : values) {
                cellsOf(groups, value).forEach(cell -> cells.put(cell, 0));
            }
        }
        for (Participation each : truth) {
            for (WithheldCell cell : cellsOf(each.groups(), each.value())) {
                cells.merge(cell, 1, Integer::sum);
                persons.computeIfAbsent(cell, none -> new HashSet<>()).add(each.person());
                sizes.merge(group(cell), 1, Integer::sum);
            }
        }
    }

    /** The cells that are small themselves. */
    Set<WithheldCell> small() {
        Set<WithheldCell> small = new LinkedHashSet<>();
        persons.forEach((cell, who) -> {
            if (who.size() < OpenTable.PERSONS_AT_LEAST) {
                small.add(cell);
            }
        });
        return small;
    }

    /** In how many cells anything counts. */
    int counted() {
        return persons.size();
    }

    int figure(WithheldCell cell) {
        return cells.getOrDefault(cell, 0);
    }

    /** What counts in its group; that is public. */
    int size(WithheldCell cell) {
        return sizes.getOrDefault(group(cell), 0);
    }

    /** Whether its group is large enough that every cell of it can be taken for not zero. */
    boolean hasRoom(WithheldCell cell) {
        long some = values.stream()
                .filter(value -> figure(new WithheldCell(cell.grouping(), cell.group(), value)) > 0)
                .count();
        return size(cell) >= some + 4;
    }

    boolean seesNothing() {
        return withheld.containsAll(cells.keySet());
    }

    /**
     * What each withheld cell may be.
     *
     * @param knowsThatNoneIsZero of those cells that are not, where there is room for it
     */
    Map<WithheldCell, Interval> reckon(boolean knowsThatNoneIsZero) {
        Map<WithheldCell, Interval> intervals = new LinkedHashMap<>();
        withheld.stream()
                .sorted(Comparator.comparing(WithheldCell::toString))
                .forEach(cell -> intervals.put(cell, interval(cell, knowsThatNoneIsZero)));
        return intervals;
    }

    private Interval interval(WithheldCell cell, boolean knowsThatNoneIsZero) {
        Equations equations = equations(knowsThatNoneIsZero);
        equations.unknown().getOrDefault(cell, List.of()).forEach(each -> each.weight(1));
        return new Interval(
                value(equations.model().minimise()), value(equations.model().maximise()));
    }

    private static double value(Optimisation.Result result) {
        if (!result.getState().isOptimal()) {
            throw new IllegalStateException("No solution, though the truth is one: " + result.getState());
        }
        return result.getValue();
    }

    private Equations equations(boolean knowsThatNoneIsZero) {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        Map<WithheldCell, List<Variable>> unknown = new LinkedHashMap<>();
        profiles.forEach((groups, size) -> {
            Expression all = model.newExpression("profile " + groups).level(size);
            for (String value : values) {
                List<WithheldCell> within = cellsOf(groups, value);
                if (within.stream().anyMatch(cell -> !withheld.contains(cell) && figure(cell) == 0)) {
                    continue;
                }
                Variable some = model.newVariable(groups + value).lower(0);
                all.set(some, BigDecimal.ONE);
                within.forEach(cell ->
                        unknown.computeIfAbsent(cell, none -> new ArrayList<>()).add(some));
            }
        });
        unknown.forEach((cell, parts) -> {
            boolean isShown = !withheld.contains(cell);
            if (isShown || (knowsThatNoneIsZero && figure(cell) > 0 && hasRoom(cell))) {
                Expression sum = model.newExpression(cell.toString());
                parts.forEach(part -> sum.set(part, BigDecimal.ONE));
                if (isShown) {
                    sum.level(figure(cell));
                } else {
                    sum.lower(1);
                }
            }
        });
        return new Equations(model, unknown);
    }

    private static List<WithheldCell> cellsOf(List<String> groups, String value) {
        List<WithheldCell> cells = new ArrayList<>();
        cells.add(new WithheldCell(WithheldCell.WHOLE, "", value));
        for (int grouping = 0; grouping < groups.size(); grouping++) {
            cells.add(new WithheldCell(grouping, groups.get(grouping), value));
        }
        return cells;
    }

    private static List<String> group(WithheldCell cell) {
        return List.of(Integer.toString(cell.grouping()), cell.group());
    }
}
