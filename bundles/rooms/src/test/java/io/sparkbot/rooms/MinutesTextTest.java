package io.sparkbot.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MinutesTextTest {

    @Test
    void sections_are_found_however_the_headings_are_decorated() {
        MinutesText text = MinutesText.of("""
                # Meeting
                talk
                **Decisions:**
                - one
                **Budget** is 5k
                ### Later
                - two
                ### **Action items**
                - [ ] three
                ## Open questions
                - four
                """);
        assertEquals("- one\n**Budget** is 5k\n### Later\n- two", text.decisions());
        assertEquals("- [ ] three", text.actions());
    }

    @Test
    void a_section_that_says_that_there_is_nothing_is_empty() {
        for (String nothing : new String[] {"", "None.", "- none", "*None recorded*", "(nothing)", "- [ ] N/A"}) {
            assertEquals(new MinutesText("", ""), MinutesText.of("## Decisions\n" + nothing + "\n\n## Action items\n" + nothing), nothing);
        }
    }

    @Test
    void text_without_headings_has_neither() {
        assertEquals(new MinutesText("", ""), MinutesText.of("We decided nothing and nobody acts."));
    }
}
