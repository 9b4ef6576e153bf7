package io.sparkbot.tools.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "*.txt a.txt true", "*.txt x/y/a.txt true", "*.txt a.md false", "x/*.txt x/a.txt true", "x/*.txt x/y/a.txt false",
                "**/*.txt a.txt true", "**/*.txt x/y/a.txt true", "x/** x/y/z.md true", "x/**/z.md x/z.md true", "x/**/z.md x/a/b/z.md true",
                "x/**/z.md y/z.md false", "?.txt a.txt true", "?.txt ab.txt false", "[a-c]1 b1 true", "[a-c]1 d1 false", "[!a]1 b1 true",
                "[!a]1 a1 false", "*.{md,txt} a.txt true", "*.{md,txt} a.pdf false", "{a,b}/* b/c true", "a*b*c aXbYbZc true", "a*b*c aXbYbZ false",
                "* a true", "** a/b/c true", "a a true", "a b/a true", "/a/b a/b true", "[a [a true", "*** abc true"
            })
    void patterns_match_as_one_expects(String pattern, String path, boolean expected) throws FileFault {
        assertEquals(expected, Glob.of(pattern).matches(List.of(path.split("/"))), pattern + " on " + path);
    }

    @Test
    void a_hostile_pattern_takes_no_time() throws FileFault {
        Glob stars = Glob.of("*a".repeat(99) + "b");
        Glob deep = Glob.of("**/a/".repeat(39) + "b");
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            for (int i = 0; i < 1_000; i++) {
                assertFalse(stars.matches(List.of("a".repeat(255))));
                assertFalse(deep.matches(Collections.nCopies(32, "a")));
            }
        });
    }

    @Test
    void length_and_alternatives_are_limited() {
        assertThrows(FileFault.class, () -> Glob.of(" "));
        assertThrows(FileFault.class, () -> Glob.of("x".repeat(201)));
        assertThrows(FileFault.class, () -> Glob.of("{a,b}".repeat(8)));
    }
}
