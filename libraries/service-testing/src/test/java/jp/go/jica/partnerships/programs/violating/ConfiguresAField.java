package jp.go.jica.partnerships.programs.violating;

import org.eclipse.microprofile.config.inject.ConfigProperty;

public class ConfiguresAField {
    @ConfigProperty(name = "some.limit")
    int limit;
}
