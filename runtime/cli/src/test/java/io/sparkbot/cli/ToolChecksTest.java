package io.sparkbot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolChecksTest {
    @ParameterizedTest
    @CsvSource({
        "3.8.7,3.8.7,true", "3.9,3.8.7,true", "3.8.6,3.8.7,false", "3.8,3.8.7,false", "4.0.0,3.8.7,true",
        "20.19.0,20.19,true", "20.9.0,20.19,false", "22.1.0,20.19,true", "18.20.4,20.19,false",
    })
    void versions_are_compared_number_by_number(String version, String least, boolean enough) {
        assertEquals(enough, ToolChecks.atLeast(version, least));
    }
}
