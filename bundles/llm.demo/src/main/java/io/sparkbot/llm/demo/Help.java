package io.sparkbot.llm.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Questions about Sparkbot, answered from the pages in {@code help/}. */
final class Help implements Intent {

    /** A page and the words that lead to it. */
    private record Topic(String page, Pattern words) {

        static Topic of(String page, String words) {
            return new Topic(page, Pattern.compile("(?is).*(?:" + words + ").*"));
        }
    }

    private static final int LONGEST_QUESTION = 200;

    /** The first that fits is taken: special ones before general ones. */
    private static final List<Topic> TOPICS = List.of(
            Topic.of("hello", "^(?:hi|hello|hey|good (?:morning|afternoon|evening)|moin|hola)\\b[\\s\\w,]{0,20}$"),
            Topic.of("thanks", "^(?:thanks|thank you|thx|cheers)\\b"),
            Topic.of(
                    "markdown",
                    "\\bmarkdown\\b|\\b(?:show|give) me (?:a |some )?(?:table|code|formatting|code sample)"),
            Topic.of(
                    "demo",
                    "\\b(?:are you|is this)\\b.*\\b(?:ai|real|human|model|bot|llm|gpt|demo)\\b|\\bwho are you\\b|\\bwhat are you\\b|\\bdemo assistant\\b"),
            Topic.of(
                    "connect",
                    "\\b(?:connect|add|use|set ?up|configure|choose|switch|change|install)\\b.*\\b(?:models?|ai|llm|openai|ollama|openrouter|groq|gpt|provider|api key)\\b"
                            + "|\\b(?:api key|ollama|openrouter|openai_api_key)\\b|\\breal (?:model|ai)\\b"),
            Topic.of(
                    "approvals",
                    "\\bapprov\\w*|\\bpermission|\\bask(?:s|ed)? (?:me )?(?:first|before)\\b|\\bconfirm\\w*|\\bthe gate\\b|\\bpolic(?:y|ies)\\b|\\bguardian"),
            Topic.of("skills", "\\bskills?\\b|\\bplug-?ins?\\b|\\bhot[- ]?deploy|\\bextend\\b|\\bbundles?\\b"),
            Topic.of(
                    "privacy",
                    "\\bprivacy\\b|\\bprivate\\b|\\bmy data\\b|\\bwhere (?:is|are|do you (?:keep|store))\\b.*\\b(?:data|messages|conversations?|keys?)\\b|\\bsecur\\w+|\\bself-?hosted\\b|\\btelemetry\\b"),
            Topic.of("tools", "\\btools?\\b"),
            Topic.of(
                    "terminal",
                    "\\bterminal\\b|\\bcommand line\\b|\\bcli\\b|\\bdoctor\\b|\\bport\\b|\\bstart(?:s|ed|ing)? (?:and|or) stop"),
            Topic.of(
                    "streaming",
                    "\\bstop button\\b|\\bstop (?:you|an answer|the answer)\\b|\\breload|\\bsecond tab\\b|\\bstream\\w*"),
            Topic.of(
                    "sparkbot",
                    "^help$|\\bhelp me\\b|\\bwhat can (?:you|i|sparkbot)\\b|\\bwhat do you do\\b|\\bwhat is (?:this|sparkbot)\\b|\\bhow (?:does|do) (?:this|sparkbot|you|it) work\\b|\\btell me about (?:yourself|sparkbot)\\b|^what now$|\\bget(?:ting)? started\\b|\\bfeatures\\b"));

    @Override
    public Optional<Reply> answer(Talk talk) {
        return TOPICS.stream()
                .filter(topic -> talk.asked().length() <= LONGEST_QUESTION
                        && topic.words().matcher(talk.asked()).matches())
                .findFirst()
                .map(topic -> Reply.says(page(topic.page())));
    }

    /** Text of a page. */
    static String page(String name) {
        try (InputStream file = Help.class.getResourceAsStream("help/" + name + ".md")) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
