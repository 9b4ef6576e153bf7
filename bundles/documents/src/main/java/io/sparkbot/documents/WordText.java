package io.sparkbot.documents;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The text of a Word document: paragraphs as lines, cells of a row apart by tabs. */
final class WordText {

    private WordText() {}

    static void read(XMLStreamReader xml, Excerpt excerpt) throws XMLStreamException {
        boolean text = false;
        while (xml.hasNext() && !excerpt.isFull()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    switch (xml.getLocalName()) {
                        case "t" -> text = true;
                        case "tab" -> excerpt.add("\t");
                        case "br", "cr" -> excerpt.add("\n");
                        default -> {}
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (text) {
                        excerpt.add(xml.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    switch (xml.getLocalName()) {
                        case "t" -> text = false;
                        case "p" -> excerpt.add("\n");
                        case "tc" -> excerpt.add("\t");
                        default -> {}
                    }
                }
                default -> {}
            }
        }
    }
}
