package jp.go.jica.partnerships.programs.violating;

public final class ProgramHelper {}
