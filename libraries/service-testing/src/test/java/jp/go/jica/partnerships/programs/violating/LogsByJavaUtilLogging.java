package jp.go.jica.partnerships.programs.violating;

import java.util.logging.Logger;

public final class LogsByJavaUtilLogging {
    private static final Logger LOG = Logger.getLogger("some");

    void log() {
        LOG.info("something");
    }
}
