package io.sparkbot.turns;

/** How many tokens a text is likely to be: four Latin characters make one, every other character is one. Rather too many than too few. */
final class Tokens {

    private Tokens() {}

    static int estimate(String text) {
        int latin = (int) text.chars().filter(c -> c < 0x80).count();
        return (latin + 3) / 4 + text.length() - latin;
    }
}
