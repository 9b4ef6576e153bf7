package io.sparkbot.config;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.net.URL;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * What a configuration annotation says beyond the metatype description, by property: environment variables and which texts are lengths of
 * time. Read from the class file, since loading the class would resolve its bundle before its time.
 */
record ConfigClass(Map<String, List<String>> variablesByProperty, Set<String> timespans) {

    private static final String ENV = "Lio/sparkbot/api/config/Env;";
    private static final String TIMESPAN = "Lio/sparkbot/api/config/Timespan;";
    private static final String DESCRIBED = "Lorg/osgi/service/metatype/annotations/ObjectClassDefinition;";
    private static final ConfigClass SILENT = new ConfigClass(Map.of(), Set.of());

    /**
     * @param id of the object class, which is the name of the annotation unless its author chose another
     * @param pid below whose package the annotation is searched otherwise, in the packages nearest to it first
     */
    static ConfigClass find(Bundle bundle, String id, String pid) throws IOException {
        Optional<ConfigClass> named = read(bundle.getEntry(id.replace('.', '/') + ".class"));
        if (named.isPresent()) {
            return named.get();
        }
        Deque<String> folders = new ArrayDeque<>(List.of(pid.replace('.', '/') + "/"));
        while (!folders.isEmpty()) {
            Enumeration<String> entries = bundle.getEntryPaths(folders.removeFirst());
            for (String entry : entries == null ? List.<String>of() : Collections.list(entries)) {
                if (entry.endsWith("/")) {
                    folders.addLast(entry);
                } else if (entry.endsWith("Config.class")) {
                    Optional<ConfigClass> found = read(bundle.getEntry(entry));
                    if (found.isPresent()) {
                        return found.get();
                    }
                }
            }
        }
        return SILENT;
    }

    List<String> variables(String property) {
        return variablesByProperty.getOrDefault(property, List.of());
    }

    boolean isTimespan(String property) {
        return timespans.contains(property);
    }

    private static Optional<ConfigClass> read(@Nullable URL file) throws IOException {
        if (file == null) {
            return Optional.empty();
        }
        byte[] bytes;
        try (InputStream in = file.openStream()) {
            bytes = in.readAllBytes();
        }
        ClassModel model = ClassFile.of().parse(bytes);
        boolean described = model.findAttribute(Attributes.runtimeInvisibleAnnotations())
                .map(a -> a.annotations().stream().anyMatch(n -> n.className().equalsString(DESCRIBED))).orElse(false);
        return described ? Optional.of(read(model)) : Optional.empty();
    }

    private static ConfigClass read(ClassModel model) {
        Map<String, List<String>> variables = new HashMap<>();
        Set<String> timespans = new HashSet<>();
        for (MethodModel method : model.methods()) {
            String property = Names.property(method.methodName().stringValue());
            for (Annotation note : method.findAttribute(Attributes.runtimeVisibleAnnotations()).map(a -> a.annotations()).orElse(List.of())) {
                if (note.className().equalsString(ENV)) {
                    variables.put(property, names(note));
                } else if (note.className().equalsString(TIMESPAN)) {
                    timespans.add(property);
                }
            }
        }
        return new ConfigClass(variables, timespans);
    }

    private static List<String> names(Annotation env) {
        return env.elements().stream().map(e -> e.value()).filter(AnnotationValue.OfArray.class::isInstance)
                .flatMap(a -> ((AnnotationValue.OfArray) a).values().stream()).map(v -> ((AnnotationValue.OfString) v).stringValue()).toList();
    }
}
