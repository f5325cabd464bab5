package jp.go.jica.partnerships.programs.violating;

public final class Prints {
    void print() {
        System.out.println("something");
    }
}
