package jp.go.jica.partnerships.reporting.disclosure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import jp.go.jica.partnerships.reporting.disclosure.Counts.Cell;

/**
 * Chooses what is withheld in all tables by one attribute of one year, so that no withheld cell can be reckoned from what
 * is shown.
 *
 * <p>A <em>move</em> gives one participation another value, or two participations each other's. It changes nothing that is
 * public without the attribute; where all cells that it changes are withheld, nobody who sees the tables can tell whether
 * it was made. Moves of different participations can all be made. A withheld cell is proved safe by moves that bring it
 * to values at least {@link #WIDTH} apart. Where there are too few, more is withheld until there are enough, and if
 * nothing helps, all of the attribute. What was proved stays so: more withheld cells allow more moves.
 */
final class Suppression {

    /** How far apart the least and the greatest value that a withheld cell may have are at least. */
    static final int WIDTH = 4;

    private static final int NONE = -1;

    private final Counts counts;
    private final boolean[][] withheld;
    private final boolean[] roomy;
    private final Deque<Cell> unproved = new ArrayDeque<>();
    private final List<List<Integer>> profilesOf = new ArrayList<>();

    private final List<List<Integer>> profilesWith = new ArrayList<>();

    /** By table and profile: the profiles that count in the same groups of all other tables. */
    private final List<List<List<Integer>>> alike = new ArrayList<>();

    private Suppression(Counts counts) {
        this.counts = counts;
        withheld = new boolean[counts.groups.size()][counts.values.size()];
        roomy = new boolean[counts.groups.size()];
        for (int group = 0; group < roomy.length; group++) {
            roomy[group] = counts.sizes[group] >= WIDTH + counts.cellsThatCount(group);
            profilesOf.add(new ArrayList<>());
        }
        for (int table = 0; table < counts.profiles[0].length; table++) {
            Map<List<Integer>, List<Integer>> byOthers = new HashMap<>();
            List<List<Integer>> alikeHere = new ArrayList<>();
            for (int profile = 0; profile < counts.profiles.length; profile++) {
                profilesOf.get(counts.profiles[profile][table]).add(profile);
                List<Integer> same = byOthers.computeIfAbsent(others(profile, table), others -> new ArrayList<>());
                same.add(profile);
                alikeHere.add(same);
            }
            alike.add(alikeHere);
        }
        IntStream.range(0, counts.values.size()).forEach(value -> profilesWith.add(profilesWith(value)));
    }

    private List<Integer> profilesWith(int value) {
        return profilesOf.get(Counts.WHOLE).stream()
                .filter(profile -> counts.participations[profile][value] > 0)
                .toList();
    }

    /**
     * What is withheld of a year.
     *
     * @param codes of the attribute
     */
    static Set<WithheldCell> of(List<Participation> participations, Collection<String> codes) {
        if (participations.isEmpty()) {
            return Set.of();
        }
        Suppression suppression = new Suppression(new Counts(participations, codes));
        suppression.withholdSmall();
        suppression.prove();
        return suppression.cells();
    }

    private Set<WithheldCell> cells() {
        Set<WithheldCell> cells = new LinkedHashSet<>();
        for (int group = 0; group < withheld.length; group++) {
            for (int value = 0; value < withheld[group].length; value++) {
                if (withheld[group][value]) {
                    Counts.Group row = counts.groups.get(group);
                    cells.add(new WithheldCell(row.grouping(), row.name(), counts.values.get(value)));
                }
            }
        }
        return cells;
    }

    private void withholdSmall() {
        for (int group = 0; group < withheld.length; group++) {
            for (int value = 0; value < withheld[group].length; value++) {
                int persons = counts.persons[group][value];
                if (persons > 0 && persons < OpenTable.PERSONS_AT_LEAST) {
                    withhold(new Cell(group, value));
                }
            }
        }
    }

    private void withhold(Cell cell) {
        if (!isWithheld(cell)) {
            withheld[cell.group()][cell.value()] = true;
            unproved.add(cell);
        }
    }

    private boolean isWithheld(Cell cell) {
        return withheld[cell.group()][cell.value()];
    }

    private void prove() {
        while (!unproved.isEmpty()) {
            Cell cell = unproved.remove();
            while (!isProved(cell)) {
                Set<Cell> more = cheapest(cell);
                if (more.isEmpty()) {
                    for (boolean[] group : withheld) {
                        Arrays.fill(group, true);
                    }
                    return;
                }
                more.forEach(this::withhold);
            }
        }
    }

    private boolean isProved(Cell cell) {
        Proof proof = new Proof(cell);
        Predicate<Move> make = move -> {
            if (isUnseen(move)) {
                proof.make(move);
            }
            return proof.isDone();
        };
        return proof.isDone()
                || anyOfAlike(cell, make)
                || (withheld[Counts.WHOLE][cell.value()] && anyOfOne(cell, make))
                || anyOfTwo(cell, other -> withheld[other][cell.value()], make);
    }

    private boolean isUnseen(Move move) {
        for (int table = 0; table < counts.profiles[0].length; table++) {
            int group = counts.profiles[move.profile][table];
            int other = counts.profiles[move.other == NONE ? move.profile : move.other][table];
            boolean changes = move.other == NONE || group != other;
            if (changes
                    && !(withheld[group][move.from]
                            && withheld[group][move.to]
                            && withheld[other][move.from]
                            && withheld[other][move.to])) {
                return false;
            }
        }
        return true;
    }

    /** The cells that, withheld too, give most for least; none if nothing helps. */
    private Set<Cell> cheapest(Cell cell) {
        int[][] movable = movable(cell);
        Map<Set<Cell>, Integer> gains = new LinkedHashMap<>();
        Predicate<Move> weigh = move -> {
            int gain = left(movable, move);
            for (Cell lowered : lowered(move)) {
                gain = Math.min(gain, counts.of(lowered) - least(lowered));
            }
            if (gain > 0) {
                Set<Cell> more = new LinkedHashSet<>(raised(move));
                more.addAll(lowered(move));
                more.removeIf(this::isWithheld);
                if (!more.isEmpty()) {
                    gains.merge(more, gain, Integer::sum);
                }
            }
            return false;
        };
        anyOfAlike(cell, weigh);
        if (gains.isEmpty()) {
            anyOfOne(cell, weigh);
            anyOfTwo(cell, other -> true, weigh);
        }
        Set<Cell> best = Set.of();
        double most = 0;
        for (Map.Entry<Set<Cell>, Integer> each : gains.entrySet()) {
            double cost = each.getKey().stream()
                    .mapToDouble(more -> 1 + Math.log1p(counts.of(more)))
                    .sum();
            double rate = Math.min(each.getValue(), OpenTable.PERSONS_AT_LEAST) / cost;
            if (rate > most) {
                best = each.getKey();
                most = rate;
            }
        }
        return best;
    }

    /**
     * Participations by whose moves a cell is proved: of persons who have no other, since these count the same as persons.
     * Where there are too few of them, all.
     */
    private int[][] movable(Cell cell) {
        int onlyOnes = profilesOf.get(cell.group()).stream()
                .mapToInt(profile -> IntStream.of(counts.onlyOnes[profile]).sum())
                .sum();
        return onlyOnes < OpenTable.PERSONS_AT_LEAST ? counts.participations : counts.onlyOnes;
    }

    private static int left(int[][] movable, Move move) {
        int some = movable[move.profile][move.from];
        return move.other == NONE ? some : Math.min(some, movable[move.other][move.to]);
    }

    /** That a cell is not zero is taken as known, where its group has room for that. */
    private int least(Cell cell) {
        return counts.of(cell) > 0 && roomy[cell.group()] ? 1 : 0;
    }

    private List<Cell> lowered(Move move) {
        return changed(move, move.from, move.to);
    }

    private List<Cell> raised(Move move) {
        return changed(move, move.to, move.from);
    }

    private List<Cell> changed(Move move, int value, int ofTheOther) {
        List<Cell> cells = new ArrayList<>();
        for (int table = 0; table < counts.profiles[0].length; table++) {
            int group = counts.profiles[move.profile][table];
            if (move.other == NONE) {
                cells.add(new Cell(group, value));
            } else if (group != counts.profiles[move.other][table]) {
                cells.add(new Cell(group, value));
                cells.add(new Cell(counts.profiles[move.other][table], ofTheOther));
            }
        }
        return cells;
    }

    // ---- the moves that change a cell

    /** With participations that count in the same groups but for this one: the fewest cells change. */
    private boolean anyOfAlike(Cell cell, Predicate<Move> found) {
        int table = counts.groups.get(cell.group()).grouping() + 1;
        for (int profile : profilesOf.get(cell.group())) {
            for (int other : alike.get(table).get(profile)) {
                if (anyBetween(cell, table, profile, other, found)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean anyOfTwo(Cell cell, IntPredicate among, Predicate<Move> found) {
        int table = counts.groups.get(cell.group()).grouping() + 1;
        List<Integer> thatHaveIt = profilesWith.get(cell.value());
        for (int profile : profilesOf.get(cell.group())) {
            boolean hasIt = counts.participations[profile][cell.value()] > 0;
            for (int other : hasIt ? profilesOf.get(Counts.WHOLE) : thatHaveIt) {
                if (among.test(counts.profiles[other][table]) && anyBetween(cell, table, profile, other, found)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean anyBetween(Cell cell, int table, int profile, int other, Predicate<Move> found) {
        if (counts.profiles[other][table] == cell.group()) {
            return false;
        }
        int value = cell.value();
        if (counts.participations[other][value] > 0) {
            for (int with : counts.present[profile]) {
                if (with != value && found.test(new Move(profile, other, with, value))) {
                    return true;
                }
            }
        }
        if (counts.participations[profile][value] > 0) {
            for (int with : counts.present[other]) {
                if (with != value && found.test(new Move(profile, other, value, with))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Of one participation alone. */
    private boolean anyOfOne(Cell cell, Predicate<Move> found) {
        for (int profile : profilesOf.get(cell.group())) {
            for (int with = 0; with < counts.values.size(); with++) {
                if (with != cell.value()
                        && (found.test(new Move(profile, NONE, with, cell.value()))
                                || found.test(new Move(profile, NONE, cell.value(), with)))) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<Integer> others(int profile, int table) {
        List<Integer> others = new ArrayList<>();
        for (int each = 1; each < counts.profiles[profile].length; each++) {
            if (each != table) {
                others.add(counts.profiles[profile][each]);
            }
        }
        return others;
    }

    /**
     * A participation of a profile has another value.
     *
     * @param other the profile of the one that takes its value, and has the other until then; {@link #NONE} if nobody does
     */
    private record Move(int profile, int other, int from, int to) {}

    /** Moves of different participations that change one cell, and how far they bring it. */
    private final class Proof {

        private final Cell cell;
        private final int[][] movable;
        private final Map<Cell, Integer> moved = new HashMap<>();
        private final Map<Cell, Integer> lowered = new HashMap<>();
        private int up;
        private int down;

        Proof(Cell cell) {
            this.cell = cell;
            this.movable = movable(cell);
        }

        /** Where fewer count than a figure must have, it may be any number of them: the tables tell nothing of it. */
        boolean isDone() {
            int greatest = counts.of(cell) + up;
            int smallest = counts.of(cell) - down;
            return counts.size(cell) < OpenTable.PERSONS_AT_LEAST
                    ? greatest - smallest >= counts.size(cell)
                    : greatest - Math.max(1, smallest) >= WIDTH;
        }

        void make(Move move) {
            List<Cell> lowers = lowered(move);
            while (!isDone() && canBeMade(move, lowers)) {
                // A profile and a value stand for those that are there, as a cell does for a group and a value.
                moved.merge(new Cell(move.profile, move.from), 1, Integer::sum);
                if (move.other != NONE) {
                    moved.merge(new Cell(move.other, move.to), 1, Integer::sum);
                }
                lowers.forEach(each -> lowered.merge(each, 1, Integer::sum));
                if (move.to == cell.value()) {
                    up++;
                } else {
                    down++;
                }
            }
        }

        private boolean canBeMade(Move move, List<Cell> lowers) {
            return isLeft(move.profile, move.from)
                    && (move.other == NONE || isLeft(move.other, move.to))
                    && lowers.stream().allMatch(each -> counts.of(each) - lowered.getOrDefault(each, 0) > least(each));
        }

        private boolean isLeft(int profile, int value) {
            return movable[profile][value] > moved.getOrDefault(new Cell(profile, value), 0);
        }
    }
}
