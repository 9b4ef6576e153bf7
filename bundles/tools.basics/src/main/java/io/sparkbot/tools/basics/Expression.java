package io.sparkbot.tools.basics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Evaluates {@code + - * / % **}, unary signs and parentheses over decimal numbers with 34 digits (IEEE 754 decimal128). {@code **} binds
 * tighter than a sign before it and from the right; {@code %} is the remainder with the sign of the dividend. Parsed by hand, because the
 * bounds on depth, exponent and size have to hold in the middle of an evaluation.
 */
final class Expression {

    static final int MAX_LENGTH = 500;
    private static final int MAX_DEPTH = 100;
    private static final int MAX_EXPONENT = 1000;
    private static final int MAX_DIGITS = 1000;
    private static final MathContext PRECISION = new MathContext(34, RoundingMode.HALF_EVEN);

    private final String text;
    private int at;
    private int depth;

    private Expression(String text) {
        this.text = text;
    }

    /** A fault in the expression, in words. */
    static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Fault(String reason) {
            super(reason, null, false, false);
        }
    }

    /** @throws Fault saying what is wrong */
    static BigDecimal evaluate(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new Fault("it has " + text.length() + " characters; the limit is " + MAX_LENGTH);
        }
        var expression = new Expression(text.replace('−', '-').replace('×', '*').replace('÷', '/').replace('·', '*'));
        BigDecimal result = expression.sum();
        if (expression.peek() != 0) {
            throw new Fault("\"" + expression.peek() + "\" at position " + (expression.at + 1) + " is not expected");
        }
        return result;
    }

    /** Plain notation without trailing zeros; scientific beyond 100 digits. */
    static String show(BigDecimal value) {
        BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        int digits = stripped.precision() - stripped.scale();
        return Math.abs(digits) > 100 || stripped.scale() > 100 ? stripped.toString() : stripped.toPlainString();
    }

    private BigDecimal sum() {
        BigDecimal value = product();
        for (char operator = peek(); operator == '+' || operator == '-'; operator = peek()) {
            at++;
            BigDecimal right = product();
            value = bounded(operator == '+' ? value.add(right, PRECISION) : value.subtract(right, PRECISION));
        }
        return value;
    }

    private BigDecimal product() {
        BigDecimal value = signed();
        for (char operator = peek(); operator == '*' || operator == '/' || operator == '%'; operator = peek()) {
            at++;
            BigDecimal right = signed();
            if (operator != '*' && right.signum() == 0) {
                throw new Fault("division by zero");
            }
            value = bounded(switch (operator) {
                case '*' -> value.multiply(right, PRECISION);
                case '/' -> value.divide(right, PRECISION);
                default -> remainder(value, right);
            });
        }
        return value;
    }

    private static BigDecimal remainder(BigDecimal value, BigDecimal divisor) {
        if (value.precision() - value.scale() - (divisor.precision() - divisor.scale()) > MAX_DIGITS) {
            throw new Fault("the numbers of a remainder are too far apart");
        }
        return value.remainder(divisor);
    }

    private BigDecimal signed() {
        char sign = peek();
        if (sign == '-' || sign == '+') {
            at++;
            deeper();
            BigDecimal value = signed();
            depth--;
            return sign == '-' ? value.negate() : value;
        }
        return power();
    }

    private BigDecimal power() {
        BigDecimal base = atom();
        if (peek() == '*' && at + 1 < text.length() && text.charAt(at + 1) == '*') {
            at += 2;
            deeper();
            BigDecimal exponent = signed();
            depth--;
            return bounded(raise(base, exponent));
        }
        return base;
    }

    private static BigDecimal raise(BigDecimal base, BigDecimal exponent) {
        if (exponent.stripTrailingZeros().scale() > 0) {
            throw new Fault("the exponent " + show(exponent) + " is not a whole number");
        }
        if (exponent.abs().compareTo(BigDecimal.valueOf(MAX_EXPONENT)) > 0) {
            throw new Fault("the exponent " + show(exponent) + " is beyond " + MAX_EXPONENT);
        }
        int whole = exponent.intValueExact();
        if (whole < 0 && base.signum() == 0) {
            throw new Fault("division by zero");
        }
        return base.pow(whole, PRECISION);
    }

    private BigDecimal atom() {
        if (peek() == '(') {
            at++;
            deeper();
            BigDecimal value = sum();
            depth--;
            if (peek() != ')') {
                throw new Fault("a closing parenthesis is missing");
            }
            at++;
            return value;
        }
        return number();
    }

    private BigDecimal number() {
        char first = peek();
        int from = at;
        while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        String digits = text.substring(from, at);
        if (!digits.matches("\\d+(\\.\\d*)?|\\.\\d+")) {
            throw new Fault(first == 0 ? "it ends too early" : "a number is expected at position " + (from + 1));
        }
        return new BigDecimal(digits.endsWith(".") ? digits + "0" : digits);
    }

    /** The next character that is no space; 0 at the end. A power sign is no product. */
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void deeper() {
        if (++depth > MAX_DEPTH) {
            throw new Fault("it is nested deeper than " + MAX_DEPTH + " levels");
        }
    }

    private static BigDecimal bounded(BigDecimal value) {
        if (value.signum() != 0 && Math.abs((long) value.precision() - value.scale()) > MAX_DIGITS) {
            throw new Fault("a result has more than " + MAX_DIGITS + " digits");
        }
        return value;
    }
}
