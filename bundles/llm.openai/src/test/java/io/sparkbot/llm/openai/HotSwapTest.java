package io.sparkbot.llm.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.sparkbot.api.model.Cancellation;
import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.model.ModelReply;
import io.sparkbot.api.model.ModelRequest;
import io.sparkbot.api.model.Models;
import io.sparkbot.api.plugin.Drainable;
import io.sparkbot.api.store.Database;
import io.sparkbot.testdb.TestDatabase;
import io.sparkbot.testmodel.TestModel;
import io.sparkbot.testosgi.TestFramework;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.osgi.framework.Bundle;
import org.osgi.service.cm.ConfigurationAdmin;

/** The bundles themselves in the framework: they resolve, find each other, and a provider can be taken away and brought back. */
@Timeout(120)
class HotSwapTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("llm");

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String[] SHARED = {
        "io.sparkbot.api.command", "io.sparkbot.api.config", "io.sparkbot.api.model",
        "io.sparkbot.api.person",
        "io.sparkbot.api.plugin", "io.sparkbot.api.policy", "io.sparkbot.api.store",
        "io.sparkbot.api.tool", "io.sparkbot.api.turn", "io.sparkbot.api.web", "jakarta.ws.rs;version=3.1.0",
        "jakarta.ws.rs.core;version=3.1.0", "org.osgi.service.cm;version=1.6.0", "org.slf4j;version=2.0.20",
        "org.slf4j.helpers;version=2.0.20", "org.slf4j.event;version=2.0.20", "org.slf4j.spi;version=2.0.20",
        "org.jooq;version=3.21.7", "org.jooq.impl;version=3.21.7"
    };

    @Test
    void a_provider_bundle_that_goes_in_mid_call_ends_it_with_clear_words_and_serves_again_when_it_is_back() throws Exception {
        try (TestModel server = TestModel.start(0);
                ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
                TestFramework felix = TestFramework.start(
                        Map.of(
                                "felix.cm.pm", "memory",
                                "org.osgi.framework.system.capabilities.extra",
                                        "osgi.implementation;osgi.implementation=osgi.jakartars;version:Version=\"2.0.0\""),
                        SHARED)) {
            felix.install("org.apache.felix.configadmin").start();
            for (String bundle : List.of("jspecify", "jackson-annotations", "jackson-core", "jackson-databind", "lib.langchain4j")) {
                felix.install(bundle).start();
            }
            Bundle llm = felix.install("llm");
            Bundle provider = felix.installThisModule();
            llm.start();
            felix.context().registerService(Database.class, DATABASE.of("llm"), properties(Map.of("schema", "llm")));
            configure(felix, Map.of("base.url", server.baseUrl(), ".api.key", "sk-felix"));
            provider.start();

            Models models = felix.service(Models.class, "(objectClass=*)", SOON);
            assertEquals("You said: hi", call(models, "hi", new CountDownLatch(0)).text());
            assertEquals("sk-felix", server.requests().getLast().key());
            felix.service(Drainable.class, "(objectClass=*)", SOON).drain(provider.getBundleId()).toCompletableFuture().get();
            felix.service(Drainable.class, "(objectClass=*)", SOON).resume(provider.getBundleId());

            CountDownLatch running = new CountDownLatch(2);
            Future<ModelReply> broken = thread.submit(() -> call(models, "[[tokens 2; silence]]", running));
            running.await();
            provider.stop();
            ModelFailure failure = assertInstanceOf(ModelFailure.class, assertThrows(ExecutionException.class, broken::get).getCause());
            assertEquals(ModelFailure.Kind.UPSTREAM, failure.kind());
            assertTrue(failure.advice().contains("removed or updated"), failure.advice());

            provider.start();
            assertEquals("You said: again", call(models, "again", new CountDownLatch(0)).text());
        }
    }

    private static ModelReply call(Models models, String text, CountDownLatch tokens) throws ModelFailure {
        return models.call(
                new ModelRequest("any-model", List.of(new ModelMessage.User(text)), List.of(), Optional.empty()),
                token -> tokens.countDown(),
                new Cancellation());
    }

    private static void configure(TestFramework felix, Map<String, String> values) throws Exception {
        ConfigurationAdmin admin = felix.service(ConfigurationAdmin.class, "(objectClass=*)", SOON);
        admin.getConfiguration(OpenAiConfig.PID, "?").update(properties(values));
    }

    private static Dictionary<String, Object> properties(Map<String, String> values) {
        return new Hashtable<>(values);
    }
}
