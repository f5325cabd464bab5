package jp.go.jica.partnerships.referencedata;

/** A single slip of the finger: a character left out, added, mistaken, or two neighbours swapped. */
final class Slip {

    private Slip() {}

    static boolean separates(String typed, String meant) {
        int prefix = 0;
        int shorter = Math.min(typed.length(), meant.length());
        while (prefix < shorter && typed.charAt(prefix) == meant.charAt(prefix)) {
            prefix++;
        }
        String restTyped = typed.substring(prefix);
        String restMeant = meant.substring(prefix);
        if (restTyped.isEmpty() && restMeant.isEmpty()) {
            return false;
        }
        return switch (restTyped.length() - restMeant.length()) {
            case 0 -> restTyped.substring(1).equals(restMeant.substring(1)) || swapped(restTyped, restMeant);
            case 1 -> restTyped.endsWith(restMeant);
            case -1 -> restMeant.endsWith(restTyped);
            default -> false;
        };
    }

    private static boolean swapped(String typed, String meant) {
        return typed.length() >= 2
                && typed.charAt(0) == meant.charAt(1)
                && typed.charAt(1) == meant.charAt(0)
                && typed.substring(2).equals(meant.substring(2));
    }
}
