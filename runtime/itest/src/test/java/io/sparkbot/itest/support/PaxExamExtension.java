package io.sparkbot.itest.support;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Supplier;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** Redirects every test method to a twin of the test instance whose class lives in a bundle of the framework. */
public final class PaxExamExtension implements BeforeAllCallback, InvocationInterceptor {

    private static final ExtensionContext.Namespace KEY = ExtensionContext.Namespace.create(PaxExamExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        if (context.getRequiredTestClass().getEnclosingClass() != null) {
            throw new ExtensionConfigurationException("@Nested does not run inside the framework");
        }
        container(context);
    }

    private static Container container(ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        Class<? extends Supplier<Option[]>> options = test.getAnnotation(PaxExam.class).value();
        return context.getRoot()
                .getStore(KEY)
                .computeIfAbsent(options, key -> Container.started(options, test), Container.class);
    }

    private static Object twin(ExtensionContext context) {
        return context.getStore(KEY).computeIfAbsent("twin", key -> {
            try {
                var probe = container(context).probe();
                Class<?> type = probe.loadClass(context.getRequiredTestClass().getName());
                Constructor<?> constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                Object twin = constructor.newInstance();
                for (Class<?> t = type; t != Object.class; t = t.getSuperclass()) {
                    for (Field field : t.getDeclaredFields()) {
                        inject(probe.getBundleContext(), twin, field);
                    }
                }
                return twin;
            } catch (ReflectiveOperationException e) {
                throw new ExtensionConfigurationException("cannot make the test instance inside the framework", e);
            }
        });
    }

    private static void inject(BundleContext context, Object twin, Field field) throws ReflectiveOperationException {
        for (var annotation : field.getAnnotations()) {
            // The probe bundle has its own copy of the annotation class, so names are compared.
            if (!annotation.annotationType().getName().equals(Service.class.getName())) {
                continue;
            }
            field.setAccessible(true);
            if (field.getType() == BundleContext.class) {
                field.set(twin, context);
                return;
            }
            long timeout = (Long) annotation.annotationType().getMethod("timeout").invoke(annotation);
            Object extra = annotation.annotationType().getMethod("filter").invoke(annotation);
            field.set(twin, service(context, "(&(objectClass=" + field.getType().getName() + ")" + extra + ")", timeout));
        }
    }

    private static Object service(BundleContext context, String filter, long timeout) {
        try {
            var tracker = new ServiceTracker<>(context, context.createFilter(filter), null);
            tracker.open();
            Object service = tracker.waitForService(timeout);
            if (service == null) {
                throw new AssertionError("no service " + filter + " after " + timeout + " ms");
            }
            return service;
        } catch (org.osgi.framework.InvalidSyntaxException e) {
            throw new ExtensionConfigurationException("bad filter " + filter, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + filter, e);
        }
    }

    private static void redirect(Invocation<?> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        invocation.skip();
        Object twin = twin(context);
        ClassLoader inside = twin.getClass().getClassLoader();
        Method outer = call.getExecutable();
        Method method = Class.forName(outer.getDeclaringClass().getName(), false, inside)
                .getDeclaredMethod(outer.getName(), outer.getParameterTypes());
        method.setAccessible(true);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(inside);
        try {
            method.invoke(twin, call.getArguments().toArray());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> i, ReflectiveInvocationContext<Method> m, ExtensionContext c) throws Throwable {
        redirect(i, m, c);
    }

    @Override
    public void interceptTestMethod(Invocation<Void> i, ReflectiveInvocationContext<Method> m, ExtensionContext c)
            throws Throwable {
        redirect(i, m, c);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> i, ReflectiveInvocationContext<Method> m, ExtensionContext c) throws Throwable {
        redirect(i, m, c);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> i, ReflectiveInvocationContext<Method> m, ExtensionContext c) throws Throwable {
        redirect(i, m, c);
    }

    // The three below would run outside the framework and pass for the wrong reason.

    @Override
    public void interceptBeforeAllMethod(
            Invocation<Void> i, ReflectiveInvocationContext<Method> m, ExtensionContext c) {
        throw new ExtensionConfigurationException("@BeforeAll does not run inside the framework");
    }

    @Override
    public void interceptAfterAllMethod(
            Invocation<Void> i, ReflectiveInvocationContext<Method> m, ExtensionContext c) {
        throw new ExtensionConfigurationException("@AfterAll does not run inside the framework");
    }

    @Override
    public <T> T interceptTestFactoryMethod(
            Invocation<T> i, ReflectiveInvocationContext<Method> m, ExtensionContext c) {
        throw new ExtensionConfigurationException("@TestFactory does not run inside the framework");
    }
}
