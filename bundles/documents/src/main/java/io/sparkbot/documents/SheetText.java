package io.sparkbot.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The cells of a spreadsheet: rows as lines, cells apart by tabs, values as they were last worked out. */
final class SheetText {

    private static final Pattern SHEET = Pattern.compile("xl/worksheets/sheet(\\d+)\\.xml");
    private static final int MOST_STRINGS = 200_000;
    private static final int MOST_CHARACTERS = 4_000_000;
    private static final int WIDEST_GAP = 50;

    private final List<String> shared = new ArrayList<>();

    /** The number of the sheet, when the entry is one. */
    static Optional<String> sheet(String entry) {
        Matcher sheet = SHEET.matcher(entry);
        return sheet.matches() ? Optional.of(sheet.group(1)) : Optional.empty();
    }

    /** Reads the strings that cells refer to by number; those beyond the limit read as nothing. */
    void shared(XMLStreamReader xml) throws XMLStreamException {
        StringBuilder string = new StringBuilder();
        boolean text = false;
        int characters = 0;
        while (xml.hasNext() && shared.size() < MOST_STRINGS && characters < MOST_CHARACTERS) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                text = xml.getLocalName().equals("t");
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                text = false;
                if (xml.getLocalName().equals("si")) {
                    shared.add(string.toString());
                    characters += string.length();
                    string.setLength(0);
                }
            } else if (text && isText(event) && string.length() < MOST_CHARACTERS) {
                string.append(xml.getText());
            }
        }
    }

    void read(String sheet, XMLStreamReader xml, Excerpt excerpt) throws XMLStreamException {
        excerpt.add("Sheet " + sheet + "\n");
        StringBuilder value = new StringBuilder();
        String type = "";
        int column = 0;
        boolean text = false;
        while (xml.hasNext() && !excerpt.isFull()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "row" -> column = 0;
                    case "c" -> {
                        type = Optional.ofNullable(xml.getAttributeValue(null, "t")).orElse("");
                        int at = column(Optional.ofNullable(xml.getAttributeValue(null, "r")).orElse(""), column + 1);
                        excerpt.add("\t".repeat(Math.clamp((long) at - Math.max(1, column), 0, WIDEST_GAP)));
                        column = at;
                    }
                    case "v", "t" -> text = true;
                    default -> {}
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "v", "t" -> text = false;
                    case "c" -> {
                        excerpt.add(type.equals("s") ? string(value.toString()) : value);
                        value.setLength(0);
                    }
                    case "row" -> excerpt.add("\n");
                    default -> {}
                }
            } else if (text && isText(event) && value.length() < MOST_CHARACTERS) {
                value.append(xml.getText());
            }
        }
    }

    /** An entity that somebody declared is none. */
    private static boolean isText(int event) {
        return event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA || event == XMLStreamConstants.SPACE;
    }

    private String string(String number) {
        try {
            int index = Integer.parseInt(number.strip());
            return index >= 0 && index < shared.size() ? shared.get(index) : "";
        } catch (NumberFormatException e) {
            return "";
        }
    }

    /** {@code C7} is 3. */
    private static int column(String reference, int otherwise) {
        int column = 0;
        for (int i = 0; i < reference.length() && i < 3 && reference.charAt(i) >= 'A' && reference.charAt(i) <= 'Z'; i++) {
            column = column * 26 + reference.charAt(i) - 'A' + 1;
        }
        return column == 0 ? otherwise : column;
    }
}
