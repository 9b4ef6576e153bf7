package io.sparkbot.tools.basics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

    private static String result(String text) {
        return Expression.show(Expression.evaluate(text));
    }

    @ParameterizedTest
    @CsvSource({
        "1+1, 2", "2+3*4, 14", "(2+3)*4, 20", "10/4, 2.5", "10/5, 2", "7%3, 1", "-7%3, -1", "2**10, 1024", "2**3**2, 512", "-2**2, -4",
        "(-2)**2, 4", "2**-1, 0.5", "0.1+0.2, 0.3", "1240*17/100, 210.8", "007+1, 8", ".5*4, 2", "3.-1, 2", "--3, 3", "2*-3, -6", "0*5, 0",
        "12345678901234567890+1, 12345678901234567891", "3 × 4, 12", "8 ÷ 2, 4", "7 − 2, 5"
    })
    void sums_come_out_exact(String text, String expected) {
        assertEquals(expected, result(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "1+", "(1", "1)", "2^3", "a+1", "1..2", "1 2", "sqrt(4)", "1/0", "1%0", "0**-1", "2**0.5", "2**1001", "9**9**9",
        "10**1000*10**1000", "1e5", "__import__('os')", "0x10"
    })
    void what_is_no_sum_or_too_large_is_refused_with_a_reason(String text) {
        var fault = assertThrows(Expression.Fault.class, () -> Expression.evaluate(text));
        assertTrue(String.valueOf(fault.getMessage()).length() > 5);
    }

    @Test
    void o5_length_and_depth_are_bounded() {
        assertThrows(Expression.Fault.class, () -> Expression.evaluate("1+".repeat(250) + "1"));
        assertThrows(Expression.Fault.class, () -> Expression.evaluate("(".repeat(150) + "1" + ")".repeat(150)));
        assertThrows(Expression.Fault.class, () -> Expression.evaluate("-".repeat(200) + "1"));
        assertThrows(Expression.Fault.class, () -> Expression.evaluate("10**999 % 10**-999"));
        assertEquals("1", result("(".repeat(90) + "1" + ")".repeat(90)));
    }
}
