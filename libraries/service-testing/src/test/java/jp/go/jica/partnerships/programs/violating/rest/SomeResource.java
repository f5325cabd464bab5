package jp.go.jica.partnerships.programs.violating.rest;

public record SomeResource(String name) {}
