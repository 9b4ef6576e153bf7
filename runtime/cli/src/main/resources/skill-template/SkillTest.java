package skills.@package@;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class @Class@Test {

    @Test
    void a_text_comes_back_backwards() {
        assertEquals("tac", new @Class@().reverse("cat"));
    }
}
