package io.sparkbot.tools.args;

import java.util.List;

/** The arguments of a call are no good. The message is for the model and repeats no value. */
public final class InvalidArguments extends Exception {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    public InvalidArguments(List<String> problems) {
        super(null, null, false, false);
        this.problems = List.copyOf(problems);
    }

    public InvalidArguments(String problem) {
        this(List.of(problem));
    }

    @Override
    public String getMessage() {
        return String.join("; ", problems);
    }

    public List<String> problems() {
        return problems;
    }
}
