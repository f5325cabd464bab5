package jp.go.jica.partnerships.participants.programreplica;

/** The business numbers of a run: its program's code, and its own among the runs of that program. */
public record RunCode(String programCode, String runCode) {

    @Override
    public String toString() {
        return programCode + " / " + runCode;
    }
}
