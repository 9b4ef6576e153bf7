package io.sparkbot.testmodel;

/** Texts the server says. */
final class Samples {

    static final String[] WORDS = {
        "alpha ", "beta ", "gamma ", "delta ", "epsilon ", "zeta ", "eta ", "theta ", "iota ", "kappa "
    };

    static final String MARKDOWN = """
            # A heading

            Some **bold**, some *italic*, some `code` and a [link](https://example.org/).

            | city | hour |
            |---|---:|
            | Oslo | 12 |
            | Tokyo | 20 |

            1. first
            2. second
               - nested

            ```java
            record Point(int x, int y) {}
            ```

            > A quotation, and that is the end.
            """;

    private Samples() {}
}
