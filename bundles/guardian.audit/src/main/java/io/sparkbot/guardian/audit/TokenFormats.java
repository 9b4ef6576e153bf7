package io.sparkbot.guardian.audit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.sparkbot.api.audit.Redactor;

/** Secrets that are known by their own form, whatever stands around them. Token formats are the ones their vendors document. */
final class TokenFormats {

    /** Whole bodies; where the end is missing, everything to the end of the text. */
    private static final Pattern KEY_BLOCK = Pattern.compile(
            "-{4,5} ?BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}[\\s\\S]*?(?:-{4,5} ?END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}|\\z)");

    private static final List<Pattern> TOKENS = List.of(
            KEY_BLOCK,
            Pattern.compile("(?:(?<![\\w-])eyJ[\\w-]{8,}|\\beyJ[\\w-]{8,1000})\\.[\\w-]{8,}(?:\\.[\\w-]*){1,3}"),
            Pattern.compile("\\bsk-[\\w-]{20,}"),
            Pattern.compile("\\b[pr]k-(?=[a-z_-]{0,100}[0-9A-Z])[\\w-]{20,}"),
            Pattern.compile("\\b(?:[spr]k_(?:live|test)|whsec)_\\w{16,}"),
            Pattern.compile("\\bxox[a-z](?:\\.xox[a-z])?-[\\w-]{10,}"),
            Pattern.compile("\\bxapp-[\\w-]{10,}"),
            Pattern.compile("hooks\\.slack\\.com/(?:services|workflows|triggers)/[\\w/-]{8,}"),
            Pattern.compile("\\bgh[opsur]_\\w{36,}"),
            Pattern.compile("\\bgithub_pat_\\w{22,}"),
            Pattern.compile("\\bglpat-[\\w-]{20,}"),
            Pattern.compile("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"),
            Pattern.compile("\\bAIza[\\w-]{35}"),
            Pattern.compile("\\bya29\\.[\\w-]{20,}"),
            Pattern.compile("\\bGOCSPX-[\\w-]{20,}"),
            Pattern.compile("\\bSG\\.[\\w-]{16,}\\.[\\w-]{16,}"),
            Pattern.compile("\\b(?:hf|npm|ntn|dop_v1)_[A-Za-z0-9]{30,}"),
            Pattern.compile("(?<!\\d)\\d{8,10}:[\\w-]{35}(?![\\w-])"),
            Pattern.compile("\\bsecret_\\w{40,}"));

    /** North American numbers with one kind of separator, not part of a longer row of figures. */
    private static final Pattern PHONE = Pattern.compile(
            "(?<![\\w.+/-]|\\d[ ,])(?:\\+?1([ .-]))?(?:\\([2-9]\\d{2}\\) ?[2-9]\\d{2}[ .-]|[2-9]\\d{2}([ .-])[2-9]\\d{2}\\2)\\d{4}(?![\\w/-]|[ .,]\\d)");

    /** ITU-T E.164: a plus, then seven or more digits in groups. */
    private static final Pattern PHONE_ABROAD = Pattern.compile("(?<![\\w.+])\\+[1-9]\\d{0,2}(?:[ .-]?\\(?\\d{1,4}\\)?){2,6}(?![\\w.]*\\d)");

    private static final Pattern CARD = Pattern.compile("(?<![\\w.+/-])[3-6]\\d{3}(?:[ -]?\\d){9,15}(?![\\w/-]|\\.\\d)");

    private static final Pattern BEARER = Pattern.compile(
            "(?i:\\b(bearer)\\s+)(?=[\\w.~+/=-]{0,200}[0-9_~+=]|[a-z][\\w.-]{0,200}[A-Z]|[\\w.-]{20})[\\w.~+/=-]{2,}");
    private static final Pattern BASIC = Pattern.compile("(?i:\\b(basic)\\s+)([A-Za-z0-9+/]{6,}={0,2})");

    private TokenFormats() {}

    static String mask(String text) {
        String masked = text;
        for (Pattern token : TOKENS) {
            masked = token.matcher(masked).replaceAll(Redactor.PLACEHOLDER);
        }
        masked = BEARER.matcher(masked).replaceAll(found -> found.group(1) + " " + Redactor.PLACEHOLDER);
        masked = BASIC.matcher(masked)
                .replaceAll(found -> isNameAndPassword(found.group(2)) ? found.group(1) + " " + Redactor.PLACEHOLDER : Matcher.quoteReplacement(found.group()));
        masked = PHONE.matcher(masked).replaceAll(Redactor.PLACEHOLDER);
        masked = PHONE_ABROAD.matcher(masked)
                .replaceAll(found -> digits(found.group()).length() >= 8 ? Redactor.PLACEHOLDER : Matcher.quoteReplacement(found.group()));
        return CARD.matcher(masked).replaceAll(found -> isCard(digits(found.group())) ? Redactor.PLACEHOLDER : found.group());
    }

    /** RFC 7617: the credentials of HTTP Basic are {@code name:password} in base64. */
    private static boolean isNameAndPassword(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1).chars().skip(1).anyMatch(c -> c == ':');
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    /** The check digit of ISO/IEC 7812-1. */
    private static boolean isCard(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    private static String digits(String text) {
        return text.replaceAll("\\D", "");
    }
}
