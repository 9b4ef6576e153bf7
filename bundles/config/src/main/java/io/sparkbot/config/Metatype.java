package io.sparkbot.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * Reads the settings that a bundle declares: the metatype description made from its configuration annotation, and the annotation's own class
 * file for what the description has no room for. Neither resolves the bundle nor loads a class of it, so it works before the bundle starts.
 */
final class Metatype {

    private static final String FOLDER = "OSGI-INF/metatype";
    private static final String OURS = "io.sparkbot.";
    private static final String OUR_SKILLS = "io.sparkbot.skills.";

    private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();

    Metatype() {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    /** @throws IOException when a description cannot be read; the message names it */
    List<Declaration> read(Bundle bundle) throws IOException {
        List<Declaration> declarations = new ArrayList<>();
        Enumeration<String> files = bundle.getEntryPaths(FOLDER);
        for (String file : files == null ? List.<String>of() : Collections.list(files)) {
            URL url = bundle.getEntry(file);
            if (url == null || !file.endsWith(".xml")) {
                continue;
            }
            try (InputStream in = url.openStream()) {
                for (Described described : parse(factory.createXMLStreamReader(in))) {
                    if (belongs(described.pid, bundle)) {
                        declarations.addAll(declarations(described, ConfigClass.find(bundle, described.ocd.id, described.pid)));
                    }
                }
            } catch (XMLStreamException e) {
                throw new IOException("bundle " + bundle.getSymbolicName() + ", " + file + ": " + e.getMessage(), e);
            }
        }
        return declarations;
    }

    /** A bundle declares settings under its own name only, so that it cannot reach into another one's. */
    private static boolean belongs(String pid, Bundle bundle) {
        String name = String.valueOf(bundle.getSymbolicName());
        String own = name.startsWith(OUR_SKILLS) ? OURS + name.substring(OUR_SKILLS.length()) : name;
        return pid.equals(own) || !own.startsWith(OURS) && pid.startsWith(own + ".");
    }

    static String section(String pid) {
        return pid.startsWith(OURS) ? pid.substring(OURS.length()) : pid;
    }

    private static List<Declaration> declarations(Described described, ConfigClass notes) {
        List<Declaration> all = new ArrayList<>();
        String section = section(described.pid);
        for (Attribute a : described.ocd.attributes) {
            String name = Names.written(a.id);
            List<String> variables = notes.variables(a.id);
            ValueType type = notes.isTimespan(a.id) ? ValueType.DURATION : a.type;
            all.add(new Declaration(described.pid, a.id, section, described.ocd.name, name, a.name, a.description, type, a.list, List.copyOf(a.options), a.min, a.max,
                    a.defaultText, variables.isEmpty() ? List.of(Names.variable(section, name)) : variables));
        }
        return all;
    }

    private static List<Described> parse(XMLStreamReader xml) throws XMLStreamException {
        Map<String, Ocd> classes = new HashMap<>();
        Map<String, String> designated = new HashMap<>();
        @Nullable Ocd ocd = null;
        @Nullable Attribute attribute = null;
        String pid = "";
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "OCD" -> {
                    ocd = new Ocd(text(xml, "id"), text(xml, "name"));
                    classes.put(ocd.id, ocd);
                }
                case "AD" -> {
                    attribute = Attribute.read(xml);
                    if (ocd != null) {
                        ocd.attributes.add(attribute);
                    }
                }
                case "Option" -> {
                    if (attribute != null) {
                        attribute.options.add(text(xml, "value"));
                    }
                }
                case "Designate" -> pid = text(xml, "pid");
                case "Object" -> {
                    if (!pid.isEmpty()) {
                        designated.put(pid, text(xml, "ocdref"));
                    }
                }
                default -> {}
            }
        }
        List<Described> all = new ArrayList<>();
        designated.forEach((p, ref) -> Optional.ofNullable(classes.get(ref)).ifPresent(c -> all.add(new Described(p, c))));
        return all;
    }

    private static String text(XMLStreamReader xml, String name) {
        return Optional.ofNullable(xml.getAttributeValue(null, name)).orElse("");
    }

    private record Described(String pid, Ocd ocd) {}

    private static final class Ocd {

        final String id;
        final String name;
        final List<Attribute> attributes = new ArrayList<>();

        Ocd(String id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    private record Attribute(
            String id, String name, String description, ValueType type, boolean list, List<String> options, Optional<String> min, Optional<String> max,
            Optional<String> defaultText) {

        static Attribute read(XMLStreamReader xml) {
            String cardinality = text(xml, "cardinality");
            ValueType type = switch (text(xml, "type")) {
                case "Password" -> ValueType.SECRET;
                case "Integer", "Short", "Byte" -> ValueType.INTEGER;
                case "Long" -> ValueType.LONG;
                case "Double", "Float" -> ValueType.DOUBLE;
                case "Boolean" -> ValueType.BOOLEAN;
                default -> ValueType.STRING;
            };
            return new Attribute(text(xml, "id"), text(xml, "name"), text(xml, "description"), type, !cardinality.isEmpty() && !cardinality.equals("0"),
                    new ArrayList<>(), optional(xml, "min"), optional(xml, "max"), Optional.ofNullable(xml.getAttributeValue(null, "default")));
        }

        private static Optional<String> optional(XMLStreamReader xml, String name) {
            return Optional.of(text(xml, name)).filter(s -> !s.isEmpty());
        }
    }
}
