package io.sparkbot.itest.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;

import org.junit.jupiter.api.extension.ExtendWith;
import org.ops4j.pax.exam.Option;

/** Runs the test class inside a framework made of these options. One framework for each options class and JVM. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(PaxExamExtension.class)
public @interface PaxExam {

    Class<? extends Supplier<Option[]>> value();
}
